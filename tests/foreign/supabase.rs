//! Supabase Auth: its tables as its migrations leave them, and what Wardroom does there.

mod facts;

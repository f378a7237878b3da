//! What the scenes share: a throw-away PostgreSQL, a fresh database per test, the built
//! binaries, a terminal, and the search for leaked secrets.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a harness that cannot go on must fail its test at once and say why"
)]

pub mod application;
pub mod apps;
pub mod begun;
pub mod binary;
pub mod browser;
pub mod canary;
pub mod cast;
pub mod cluster;
pub mod command;
pub mod database;
pub mod driving;
pub mod elder;
pub mod foreign;
pub mod letters;
pub mod phone;
pub mod pty;
pub mod reading;
pub mod renamed;
pub mod security_key;
pub mod smtp;
pub mod source;
pub mod sql_texts;
pub mod supabase;
pub mod trail;

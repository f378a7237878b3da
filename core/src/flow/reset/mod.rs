//! Password resets: a link by mail, used once, that sets a new password and clears a lock by failures.

mod redeem;
mod request;
mod with_recovery_code;

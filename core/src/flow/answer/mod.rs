//! Answering a sign-in that waits for a second factor.

mod admit;
mod with_recovery_code;
mod with_totp;

pub(in crate::flow) use admit::{Admitted, factor_attempts, over};

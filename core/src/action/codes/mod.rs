//! Recovery codes: issued in two phases, so that the old ones count until the new ones are in the user's hands.

mod finish;
mod issue;
mod issue_full;
mod issue_one_time;
mod void;
mod void_pending;

pub use finish::{CodesFinished, FinishCodes};
pub use issue::{CodesIssued, FULL_SET, ONE_TIME_LIFE};
pub use issue_full::IssueFullSet;
pub use issue_one_time::IssueOneTimeCode;
pub use void::{CodesVoided, VoidCodes};
pub use void_pending::VoidPendingCodes;

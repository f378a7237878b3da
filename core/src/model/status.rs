//! What became of a reset or of codes that were issued: told, used, enrolled again.

use serde::Serialize;

use super::words::words;
use super::{CodeSet, Ts};

words! {
    /// How far a message has come.
    MailState {
        /// It waits.
        Queued = "queued",
        /// The worker has it.
        Sending = "sending",
        /// The mail server took it.
        Sent = "sent",
        /// It was given up.
        Dead = "dead",
    }
}

/// One notice to the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Notice {
    /// What it tells.
    pub template: String,
    /// To which address.
    pub recipient: String,
    /// How far it has come.
    pub state: MailState,
    /// When it was queued.
    pub created_at: Ts,
    /// When it left.
    pub sent_at: Option<Ts>,
}

/// What an operator last did about a user's second factors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct LastHelp {
    /// The verb.
    pub verb: String,
    /// When.
    pub at: Ts,
    /// Who.
    pub actor_name: String,
}

/// Where a user stands after a reset or an issue of codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecoveryStatus {
    /// What was done last; `None` when nothing ever was.
    pub last: Option<LastHelp>,
    /// The notices since then, newest first.
    pub told: Vec<Notice>,
    /// The set that counts or waits, if there is one.
    pub codes: Option<CodeSet>,
    /// How many codes could be used now.
    pub remaining: i64,
    /// When a second factor was confirmed since then.
    pub enrolled_at: Option<Ts>,
    /// When the user last signed in, if since then.
    pub signed_in_at: Option<Ts>,
}

//! What happened to an account, whoever did it: the application's events and the operators' entries.

use serde::Serialize;

use super::session::{fingerprint, network};
use super::{AuditEntry, Id, TimeCursor, Ts};

/// One event the application's flows wrote.
#[derive(Clone, Debug, PartialEq, Serialize, sqlx::FromRow)]
pub struct Event {
    /// Its id.
    pub id: Id,
    /// When.
    pub at: Ts,
    /// What happened, in one word.
    pub kind: String,
    /// In which session.
    pub session_id: Option<Id>,
    /// On which device.
    pub user_agent: Option<String>,
    /// The keyed hash of the network it came from, to be compared with a session's.
    #[serde(serialize_with = "fingerprint")]
    pub ip_hash: Option<Vec<u8>>,
    /// More, without a secret.
    pub detail: serde_json::Value,
}

impl Event {
    /// The network in eight hexadecimal digits, to be compared with a session's.
    pub fn network(&self) -> Option<String> {
        self.ip_hash.as_deref().map(network)
    }
}

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "source", rename_all = "snake_case")]
pub enum Moment {
    /// The user, or somebody in their name, did it.
    Event(Event),
    /// An operator did it, or tried.
    Audit(AuditEntry),
}

impl Moment {
    /// When it happened.
    pub fn at(&self) -> Ts {
        match self {
            Self::Event(event) => event.at,
            Self::Audit(entry) => entry.at,
        }
    }
}

/// Where the next page of a timeline begins: each of its two sources on its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineCursor {
    /// After this event; `None` from the newest.
    pub event: Option<TimeCursor>,
    /// Before this entry; `None` from the newest.
    pub audit: Option<i64>,
}

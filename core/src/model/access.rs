//! How operators and automation hold their access: sessions and service tokens, as they are listed.

use serde::Serialize;

use super::{Id, OperatorId, OperatorRole, Ts};

/// An operator at a terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct OperatorSession {
    /// Its id; never the credential.
    pub id: Id,
    /// Whose it is.
    pub operator_id: OperatorId,
    /// When it began.
    pub created_at: Ts,
    /// When it was last used.
    pub seen_at: Ts,
    /// When it ends whatever happens.
    pub expires_at: Ts,
    /// When the second factor was last shown in it.
    pub factor_at: Option<Ts>,
    /// What the terminal calls itself.
    pub host: Option<String>,
    /// When it was ended.
    pub ended_at: Option<Ts>,
    /// Why it was ended.
    pub ended_why: Option<String>,
}

/// Automation's way in: good only for the actions it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct ServiceToken {
    /// Its id; never the credential.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// Its first characters, to tell a found one.
    pub hint: String,
    /// What it may do at most.
    pub role: OperatorRole,
    /// The actions it may do, by verb.
    #[serde(serialize_with = "verbs")]
    pub actions: sqlx::types::Json<Vec<String>>,
    /// Whether an admin let it do sensitive ones.
    pub may_do_sensitive: bool,
    /// Who made it, by id.
    pub created_by: Option<String>,
    /// When it was made.
    pub created_at: Ts,
    /// When it ends by itself.
    pub expires_at: Ts,
    /// When it was last used.
    pub last_used_at: Option<Ts>,
    /// When it was revoked.
    pub revoked_at: Option<Ts>,
}

impl ServiceToken {
    /// Whether it lets anybody in at `now`.
    pub fn is_live(&self, now: Ts) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

fn verbs<S: serde::Serializer>(
    actions: &sqlx::types::Json<Vec<String>>,
    to: S,
) -> Result<S::Ok, S::Error> {
    actions.0.serialize(to)
}

//! An API key: a credential of a program that acts for a user, kept by some applications.

use serde::Serialize;

use super::ts::known;
use super::{ApiKeyId, Ts, UserId};

/// One API key as an operator sees it: a fingerprint, never the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct ApiKey {
    /// Its id; never the credential.
    pub id: ApiKeyId,
    /// Whose it is, where a user's.
    pub user_id: Option<UserId>,
    /// What it is called.
    pub label: Option<String>,
    /// Sixteen hexadecimal digits that tell two keys apart.
    pub fingerprint: String,
    /// Whether it is taken.
    pub enabled: bool,
    /// When it was made.
    #[serde(serialize_with = "known")]
    pub created_at: Ts,
    /// Until when it counts.
    pub expires_at: Option<Ts>,
    /// When it was last used.
    pub last_used_at: Option<Ts>,
}

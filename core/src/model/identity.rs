//! An identity: an account with somebody else (a social provider) that a user signs in with.

use serde::Serialize;

use super::{IdentityId, Ts, UserId};

/// One linked identity; its tokens are not part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Identity {
    /// Its id.
    pub id: IdentityId,
    /// Whose it is.
    pub user_id: UserId,
    /// Who vouches, such as `github`.
    pub provider: String,
    /// What the provider knows the person by.
    pub subject: String,
    /// The address the provider gave last.
    pub email: Option<String>,
    /// Whether the provider said that the address is proved.
    pub email_verified: bool,
    /// When it was linked.
    pub created_at: Ts,
    /// When it last signed in.
    pub last_used_at: Option<Ts>,
}

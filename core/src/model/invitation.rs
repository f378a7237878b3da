//! An invitation: an offer of a role to an address.

use serde::Serialize;

use super::{InvitationId, TenantId, Ts, UserId};

/// One invitation as whoever may invite sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Invitation {
    /// Its id; never the credential.
    pub id: InvitationId,
    /// To which tenant; to the whole platform without one.
    pub tenant_id: Option<TenantId>,
    /// The address, in the form that is compared.
    pub email: String,
    /// The role that is offered.
    pub role: String,
    /// Who invited, where a user did.
    pub invited_by: Option<UserId>,
    /// When the mail was last queued.
    pub created_at: Ts,
    /// Until when it counts.
    pub expires_at: Ts,
    /// When it was accepted.
    pub accepted_at: Option<Ts>,
    /// When it was revoked, or replaced by another mail.
    pub revoked_at: Option<Ts>,
}

impl Invitation {
    /// Whether it can be accepted at `now`.
    pub fn is_open(&self, now: Ts) -> bool {
        self.accepted_at.is_none() && self.revoked_at.is_none() && now < self.expires_at
    }
}

/// An invitation as the page behind its link shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// Where to: the tenant's name.
    pub tenant: Option<String>,
    /// The address it was sent to.
    pub email: String,
    /// The role that is offered.
    pub role: String,
    /// Until when it counts.
    pub expires_at: Ts,
    /// Whether the address has an account: then they sign in and accept, otherwise they choose a password.
    pub has_account: bool,
}

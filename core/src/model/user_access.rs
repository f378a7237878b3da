//! What lets a user in and where: roles on the platform, identities, pending invitations, memberships of tenants.

use serde::Serialize;

use super::ts::known;
use super::words::words;
use super::{
    ApiKey, Id, Identity, IdentityId, InvitationId, Membership, TenantId, TimeCursor, Ts, UserId,
};

words! {
    /// One kind of it, in the order in which they are read: what is held in many tenants comes last.
    AccessPart {
        /// Roles on the whole platform.
        Roles = "roles",
        /// Linked accounts with others.
        Identities = "identities",
        /// Credentials of programs that act for them.
        ApiKeys = "api_keys",
        /// What their address is invited to.
        Invitations = "invitations",
        /// Roles in tenants.
        Memberships = "memberships",
    }
}

impl AccessPart {
    /// The part after this one.
    pub fn next(self) -> Option<Self> {
        let mut rest = Self::ALL.iter().skip_while(|part| **part != self);
        rest.nth(1).copied()
    }
}

/// A linked identity as an operator sees it: not what the provider knows the person by, only a fingerprint of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkedIdentity {
    /// Its id.
    pub id: IdentityId,
    /// Who vouches, such as `github`.
    pub provider: String,
    /// Sixteen hexadecimal digits that tell two accounts with the provider apart; a pseudonym, not a secret.
    pub fingerprint: String,
    /// The address the provider gave last.
    pub email: Option<String>,
    /// Whether the provider said that the address is proved.
    pub email_verified: bool,
    /// When it was linked.
    #[serde(serialize_with = "known")]
    pub linked_at: Ts,
    /// When it last signed in.
    pub last_used_at: Option<Ts>,
}

impl LinkedIdentity {
    pub(crate) fn of(identity: Identity, fingerprint: String) -> Self {
        Self {
            id: identity.id,
            provider: identity.provider,
            fingerprint,
            email: identity.email,
            email_verified: identity.email_verified,
            linked_at: identity.created_at,
            last_used_at: identity.last_used_at,
        }
    }
}

/// An invitation of a user's address that can still be accepted; its token is not part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct PendingInvitation {
    /// Its id; never the credential.
    pub id: InvitationId,
    /// To which tenant; to the whole platform without one.
    pub tenant_id: Option<TenantId>,
    /// The tenant's slug.
    pub tenant: Option<String>,
    /// The tenant's name.
    pub tenant_name: Option<String>,
    /// The role that is offered.
    pub role: String,
    /// Who invited, where a user did who is still there.
    pub invited_by: Option<UserId>,
    /// Their address.
    pub inviter: Option<String>,
    /// When the mail was last queued.
    #[serde(serialize_with = "known")]
    pub created_at: Ts,
    /// Until when it counts.
    pub expires_at: Ts,
}

/// One of the things that let a user in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AccessRow {
    /// A role on the whole platform.
    Role(Membership),
    /// A linked account with somebody else.
    Identity(LinkedIdentity),
    /// A program's credential.
    ApiKey(ApiKey),
    /// An offer of a role.
    Invitation(PendingInvitation),
    /// A role in a tenant.
    Membership(Membership),
}

impl AccessRow {
    /// Which kind it is, in one word.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Role(_) => "role",
            Self::Identity(_) => "identity",
            Self::ApiKey(_) => "api_key",
            Self::Invitation(_) => "invitation",
            Self::Membership(_) => "membership",
        }
    }

    /// The id of its row, unique among rows of its kind.
    pub const fn id(&self) -> &Id {
        match self {
            Self::Role(held) | Self::Membership(held) => &held.id,
            Self::Identity(identity) => &identity.id.0,
            Self::ApiKey(key) => &key.id.0,
            Self::Invitation(invitation) => &invitation.id.0,
        }
    }

    /// When it was given, linked or offered.
    pub const fn since(&self) -> Ts {
        match self {
            Self::Role(held) | Self::Membership(held) => held.since,
            Self::Identity(identity) => identity.linked_at,
            Self::ApiKey(key) => key.created_at,
            Self::Invitation(invitation) => invitation.created_at,
        }
    }
}

/// Where the next page of it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessCursor {
    /// In which part.
    pub part: AccessPart,
    /// After which row of it; `None` at its beginning.
    pub after: Option<TimeCursor>,
}

impl From<AccessPart> for AccessCursor {
    fn from(part: AccessPart) -> Self {
        Self { part, after: None }
    }
}

impl Default for AccessCursor {
    /// From the first part on.
    fn default() -> Self {
        Self::from(AccessPart::Roles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_follow_one_another_to_the_last() {
        let after = |part: AccessPart| part.next();
        let walked: Vec<_> =
            std::iter::successors(Some(AccessCursor::default().part), |p| after(*p)).collect();
        assert_eq!(walked, AccessPart::ALL);
    }
}

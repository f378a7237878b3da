//! Who may do what: roles × actions, as data.

use super::Role;

/// One action and the roles that may do it where they are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permission {
    /// The action's name: what is acted on, a dot, the verb.
    pub action: &'static str,
    /// What it does, in one line.
    pub does: &'static str,
    /// The roles that may; [`Role::PLATFORM_ADMIN`] always may and need not be named.
    pub roles: &'static [&'static str],
}

/// Grant and withdraw roles.
pub(crate) const GRANT: &str = "members.grant";
/// Invite, and revoke invitations.
pub(crate) const INVITE: &str = "members.invite";
/// See who the members are.
pub(crate) const SEE_MEMBERS: &str = "members.read";

/// What Wardroom's own flows ask for. Without a tenant an action is the platform's, and only its roles count.
pub const PERMISSIONS: &[Permission] = &[
    Permission {
        action: "tenant.read",
        does: "see a tenant",
        roles: &[Role::OWNER, Role::STAFF, Role::CUSTOMER],
    },
    Permission {
        action: "tenant.update",
        does: "change a tenant's name",
        roles: &[Role::OWNER],
    },
    Permission {
        action: SEE_MEMBERS,
        does: "see a tenant's members",
        roles: &[Role::OWNER, Role::STAFF],
    },
    Permission {
        action: GRANT,
        does: "grant and withdraw a tenant's roles",
        roles: &[Role::OWNER],
    },
    Permission {
        action: INVITE,
        does: "invite to a tenant, see and revoke its invitations",
        roles: &[Role::OWNER],
    },
];

impl Permission {
    /// Whether the role may.
    pub fn allows(&self, role: &str) -> bool {
        role == Role::PLATFORM_ADMIN || self.roles.contains(&role)
    }
}

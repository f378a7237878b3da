//! Tenants, roles and who holds them: the organisations users belong to, and what they are there.

use serde::Serialize;

use super::ts::known;
use super::words::words;
use super::{Id, TenantId, Ts, UserId};
use crate::error::{Error, Result};

words! {
    /// Whether a tenant may be used.
    TenantStatus {
        /// In use.
        Active = "active",
        /// Closed: its members reach nothing in it.
        Disabled = "disabled",
    }
}

words! {
    /// Where a role is held.
    Scope {
        /// On the whole platform, without a tenant.
        Platform = "platform",
        /// In one tenant.
        Tenant = "tenant",
    }
}

/// An organisation users belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// What addresses and people know it by; unique.
    pub slug: String,
    /// The name shown.
    pub name: String,
    /// Whether it may be used.
    pub status: TenantStatus,
    /// When it was made.
    pub created_at: Ts,
}

/// What somebody can be, as the directory has it; an application may add rows of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// Where it is held.
    pub scope: Scope,
    /// Whether it reaches nothing without a second factor.
    pub requires_second_factor: bool,
}

impl Role {
    /// Administers every tenant.
    pub const PLATFORM_ADMIN: &str = "PLATFORM_ADMIN";
    /// Owns a tenant and its members; a tenant is never without one.
    pub const OWNER: &str = "OWNER";
    /// Works for a tenant.
    pub const STAFF: &str = "STAFF";
    /// Is served by a tenant.
    pub const CUSTOMER: &str = "CUSTOMER";

    /// Refuses a tenant for a role of the platform, and a tenant's role without one.
    pub(crate) fn fits(&self, tenant: Option<&TenantId>) -> Result<()> {
        match (self.scope, tenant) {
            (Scope::Platform, Some(_)) => Err(Error::invalid(
                "tenant",
                format!(
                    "{} is held on the whole platform; name no tenant",
                    self.name
                ),
            )),
            (Scope::Tenant, None) => Err(Error::invalid(
                "tenant",
                format!("{} is held in a tenant; name one", self.name),
            )),
            _ => Ok(()),
        }
    }

    /// Whether somebody must always hold it.
    pub(crate) fn must_stay(&self) -> bool {
        [Self::OWNER, Self::PLATFORM_ADMIN].contains(&self.name.as_str())
    }
}

/// One role of one member of a tenant, or of the platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Member {
    /// The membership's id.
    pub id: Id,
    /// Who it is.
    pub user_id: UserId,
    /// Their address.
    pub email: String,
    /// Their name.
    pub display_name: Option<String>,
    /// What they are there.
    pub role: String,
    /// Since when.
    #[serde(serialize_with = "known")]
    pub since: Ts,
}

/// One role a user holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Membership {
    /// The membership's id.
    pub id: Id,
    /// Where; the whole platform without one.
    pub tenant_id: Option<TenantId>,
    /// The tenant's slug.
    pub tenant: Option<String>,
    /// The tenant's name.
    pub tenant_name: Option<String>,
    /// Whether the tenant may be used; a role in one that is closed reaches nothing.
    pub tenant_status: Option<TenantStatus>,
    /// What they are there.
    pub role: String,
    /// Since when.
    #[serde(serialize_with = "known")]
    pub since: Ts,
}

/// The slug as it is kept; [`Error::Invalid`] where it cannot be one.
///
/// A label of a host name (RFC 1123 §2.1) of 3 to 40 characters that begins with a letter and has no two hyphens in a
/// row, so that a tenant can have a host of its own and none looks like an encoded name (RFC 5891 §4.2.3.1).
pub fn checked_slug(slug: &str) -> Result<String> {
    let slug = slug.trim().to_ascii_lowercase();
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let sound = (3..=40).contains(&slug.len())
        && slug.bytes().all(plain)
        && slug.starts_with(|c: char| c.is_ascii_lowercase())
        && !slug.ends_with('-')
        && !slug.contains("--");
    if sound {
        return Ok(slug);
    }
    let how = "give 3 to 40 letters, digits and single hyphens, a letter first, such as acme-north";
    Err(Error::invalid("slug", how))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_a_label_of_a_host_name() {
        for (given, kept) in [("acme", "acme"), (" Acme-North2 ", "acme-north2")] {
            assert_eq!(checked_slug(given).unwrap(), kept);
        }
        let long = "x".repeat(41);
        for wrong in [
            "", "ab", "2fast", "-acme", "acme-", "xn--acme", "ac me", "acmé", "a/../b", &long,
        ] {
            assert!(checked_slug(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_role_is_held_where_its_scope_says() {
        let role = |scope| Role {
            name: "X".into(),
            scope,
            requires_second_factor: false,
        };
        let tenant = TenantId(Id::Integer(1));
        assert!(
            role(Scope::Platform).fits(None).is_ok()
                && role(Scope::Tenant).fits(Some(&tenant)).is_ok()
        );
        assert!(
            role(Scope::Platform).fits(Some(&tenant)).is_err()
                && role(Scope::Tenant).fits(None).is_err()
        );
    }
}

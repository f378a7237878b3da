//! Who may do what: asked of the directory every time, so that a change counts at once.

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::model::{Permission, Refusal, TenantId, UserId};
use crate::store::accounts::memberships;

impl Accounts {
    /// Adds actions of the application to [`PERMISSIONS`](crate::model::PERMISSIONS).
    ///
    /// [`Error::Conflict`] where an action is there already. Roles are rows of the directory: an application adds its
    /// own to `roles` in a migration and names them here.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::Accounts, model::{Permission, Role, TenantId, UserId}};
    /// # async fn example(accounts: Accounts, user: UserId, tenant: TenantId) -> wardroom_core::Result<()> {
    /// const OURS: &[Permission] = &[Permission {
    ///     action: "invoices.approve",
    ///     does: "approve an invoice",
    ///     roles: &[Role::OWNER, "BOOKKEEPER"],
    /// }];
    /// let accounts = accounts.with_permissions(OURS)?;
    /// if accounts.can(&user, "invoices.approve", Some(&tenant)).await? { /* … */ }
    /// # Ok(()) }
    /// ```
    pub fn with_permissions(mut self, more: &[Permission]) -> Result<Self> {
        let mut permissions = self.permissions.to_vec();
        for permission in more {
            if permissions.iter().any(|p| p.action == permission.action) {
                return Err(Error::Conflict {
                    what: "action",
                    value: permission.action.to_owned(),
                });
            }
            permissions.push(*permission);
        }
        self.permissions = permissions.into();
        Ok(self)
    }

    /// Every action there is, and who may.
    pub fn permissions(&self) -> &[Permission] {
        &self.permissions
    }

    /// Whether `user` may do `action` in `tenant`, or on the platform without one.
    ///
    /// A role of the platform counts in every tenant. Nothing counts of a user whose account is not open, of a tenant
    /// that is closed or unknown, and of a role that asks for a second factor while there is none. [`Error::Invalid`] for an
    /// action nobody declared.
    pub async fn can(
        &self,
        user: &UserId,
        action: &str,
        tenant: Option<&TenantId>,
    ) -> Result<bool> {
        let mut db = self.directory.db();
        let why = self.why_not(&mut db, user, action, tenant).await?;
        Ok(why.is_none())
    }

    /// As [`Accounts::can`], inside a transaction and with the reason.
    pub(in crate::flow) async fn why_not(
        &self,
        on: &mut impl Conn,
        user: &UserId,
        action: &str,
        tenant: Option<&TenantId>,
    ) -> Result<Option<Refusal>> {
        let permission = self.permissions.iter().find(|p| p.action == action);
        let permission = permission.ok_or_else(|| {
            Error::invalid(
                "action",
                format!("{action} is none; declare it with with_permissions"),
            )
        })?;
        let (layout, now) = (self.directory.layout(), self.directory.now());
        let mut held = memberships::reaching(on, layout, now, user, tenant).await?;
        held.retain(|held| permission.allows(&held.role));
        Ok(if held.iter().any(|held| held.ready) {
            None
        } else if held.is_empty() {
            Some(Refusal::NotAllowed)
        } else {
            Some(Refusal::FactorMissing)
        })
    }
}

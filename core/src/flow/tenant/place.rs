//! Where a role is held, found and kept still while who holds it changes.

use serde_json::{Value as Json, json};

use super::By;
use crate::error::{Error, Result};
use crate::flow::Visit;
use crate::flow::turn::{About, Turn};
use crate::model::permission::INVITE;
use crate::model::{EventKind, MailTemplate, Role, Tenant, TenantId, User, UserId};
use crate::store::accounts::{invitations, memberships, tenants};

/// A role at a place; nobody else changes who holds it until the transaction ends.
pub(in crate::flow) struct Place {
    pub(in crate::flow) role: Role,
    pub(in crate::flow) tenant: Option<Tenant>,
}

impl Place {
    pub(in crate::flow) fn tenant(&self) -> Option<&TenantId> {
        self.tenant.as_ref().map(|tenant| &tenant.id)
    }

    /// As an event keeps it.
    pub(in crate::flow) fn detail(&self) -> Json {
        json!({ "role": self.role.name, "tenant": self.tenant() })
    }

    /// As a mail tells it.
    fn told(&self) -> Json {
        let name = self.tenant.as_ref().map(|tenant| &tenant.name);
        json!({ "role": self.role.name, "tenant": name })
    }
}

impl Turn<'_> {
    /// The place, kept still; [`Error::NotFound`] for an unknown role or tenant, [`Error::Invalid`] where the role is
    /// not held in such a place.
    pub(in crate::flow) async fn place(
        &mut self,
        role: &str,
        tenant: Option<&TenantId>,
    ) -> Result<Place> {
        let found = match tenant {
            Some(_) => tenants::role(&mut self.tx, role).await?,
            None => tenants::lock_role(&mut self.edit(), role).await?,
        };
        let role = found.ok_or_else(|| Error::not_found("role", role))?;
        role.fits(tenant)?;
        let tenant = match tenant {
            Some(id) => Some(self.tenant(id).await?),
            None => None,
        };
        Ok(Place { role, tenant })
    }

    /// The tenant, kept still.
    pub(in crate::flow) async fn tenant(&mut self, id: &TenantId) -> Result<Tenant> {
        let found = tenants::lock(&mut self.edit(), id).await?;
        found.ok_or_else(|| Error::not_found("tenant", id))
    }

    /// Writes that `by` changed whether `user` holds the role, and tells them.
    pub(super) async fn changed(
        &mut self,
        kind: EventKind,
        by: By<'_>,
        user: &User,
        place: &Place,
        visit: &Visit,
    ) -> Result<()> {
        let detail = json!({ "by": by.word(), "at": place.detail() });
        self.event(kind, About::user(&user.id), visit, detail)
            .await?;
        self.tell(user, MailTemplate::RoleChanged, place.told())
            .await
    }

    /// Revokes what `user` invited to a place where they may invite no more.
    pub(in crate::flow) async fn forget_invitations(
        &mut self,
        user: &UserId,
        tenant: Option<&TenantId>,
    ) -> Result<()> {
        if self.barred(By::User(user), INVITE, tenant).await?.is_some() {
            invitations::revoke_of(&mut self.edit(), user, tenant).await?;
        }
        Ok(())
    }

    /// Whether nobody would hold the place's role if `user` did not. Counted only while the place is kept still: of
    /// two owners who leave at the same moment the second finds the first gone.
    pub(in crate::flow) async fn is_last(&mut self, place: &Place, user: &UserId) -> Result<bool> {
        if !place.role.must_stay() {
            return Ok(false);
        }
        let (role, tenant) = (&place.role.name, place.tenant());
        Ok(memberships::others(&mut self.edit(), user, role, tenant).await? == 0)
    }
}

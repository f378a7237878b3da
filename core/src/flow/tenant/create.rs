//! Making a tenant: who makes it owns it.

use serde_json::json;

use crate::error::{Error, Result};
use crate::flow::turn::About;
use crate::flow::{Accounts, Visit};
use crate::model::{
    EventKind, Role, Tenant, TenantId, TenantStatus, UserId, checked_name, checked_slug,
};
use crate::store::accounts::{memberships, tenants};
use crate::store::users::user_in;

impl Accounts {
    /// Makes a tenant that `owner` owns; who may, the application decides.
    ///
    /// [`Error::Invalid`] names a slug or a name that is not taken, [`Error::Conflict`] a slug that another tenant has,
    /// [`Error::NotFound`] an owner whose account is not open. The owner's role counts once they have a second factor.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, Visit}, model::UserId};
    /// # async fn example(accounts: Accounts, user: UserId, visit: Visit) -> wardroom_core::Result<()> {
    /// let tenant = accounts.create_tenant(&user, "acme-north", "Acme North", &visit).await?;
    /// # Ok(()) }
    /// ```
    pub async fn create_tenant(
        &self,
        owner: &UserId,
        slug: &str,
        name: &str,
        visit: &Visit,
    ) -> Result<Tenant> {
        let (slug, name) = (checked_slug(slug)?, checked_name("name", name)?);
        let mut turn = self.turn().await?;
        let found = user_in(&mut turn.tx, owner).await?;
        let open = found.filter(|user| user.is_open(turn.now));
        open.ok_or_else(|| Error::not_found("open account of user", owner))?;
        let tenant = Tenant {
            id: TenantId(turn.fresh_id()),
            slug,
            name,
            status: TenantStatus::Active,
            created_at: turn.now,
        };
        if !tenants::create(&mut turn.edit(), &tenant).await? {
            return Err(Error::Conflict {
                what: "tenant",
                value: tenant.slug,
            });
        }
        let id = turn.fresh_id();
        memberships::add(&mut turn.edit(), &id, owner, Role::OWNER, Some(&tenant.id)).await?;
        let detail = json!({ "role": Role::OWNER, "tenant": tenant.id, "made": true });
        turn.event(EventKind::RoleGranted, About::user(owner), visit, detail)
            .await?;
        turn.commit().await?;
        Ok(tenant)
    }

    /// The tenant with this slug; [`Error::NotFound`] when there is none.
    pub async fn tenant(&self, slug: &str) -> Result<Tenant> {
        let found = tenants::by_slug(&mut self.directory.db(), slug).await?;
        found.ok_or_else(|| Error::not_found("tenant", slug))
    }
}

//! Leaving a tenant.

use serde_json::json;

use super::By;
use crate::error::{Error, Result};
use crate::flow::turn::About;
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, Refusal, TenantId, UserId};
use crate::store::accounts::memberships;

const VERB: &str = "leave a tenant";

impl Accounts {
    /// Ends every role `user` holds in `tenant`.
    ///
    /// Refused with [`Refusal::LastOwner`] to the last owner; [`Error::NotFound`] where they hold none.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, Visit}, model::{TenantId, UserId}};
    /// # async fn example(accounts: Accounts, user: UserId, tenant: TenantId, visit: Visit) -> wardroom_core::Result<()> {
    /// accounts.leave_tenant(&user, &tenant, &visit).await?;
    /// # Ok(()) }
    /// ```
    pub async fn leave_tenant(
        &self,
        user: &UserId,
        tenant: &TenantId,
        visit: &Visit,
    ) -> Result<()> {
        let mut turn = self.turn().await?;
        turn.tenant(tenant).await?;
        let roles = memberships::roles_in(&mut turn.tx, user, tenant).await?;
        if roles.is_empty() {
            return Err(Error::not_found("member", user));
        }
        for role in &roles {
            let place = turn.place(role, Some(tenant)).await?;
            if turn.is_last(&place, user).await? {
                return turn
                    .deny(VERB, By::User(user), Refusal::LastOwner, visit)
                    .await;
            }
        }
        for role in &roles {
            memberships::remove(&mut turn.edit(), user, role, Some(tenant)).await?;
        }
        turn.forget_invitations(user, Some(tenant)).await?;
        let detail = json!({ "by": user, "roles": roles, "tenant": tenant });
        turn.event(EventKind::RoleWithdrawn, About::user(user), visit, detail)
            .await?;
        turn.commit().await
    }
}

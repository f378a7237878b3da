//! Withdrawing a role.

use super::By;
use crate::error::{Error, Result};
use crate::flow::{Accounts, Visit};
use crate::model::permission::GRANT;
use crate::model::{EventKind, Refusal, TenantId, UserId};
use crate::store::accounts::memberships;
use crate::store::users::user_in;

const VERB: &str = "withdraw a role";

impl Accounts {
    /// Takes the role in `tenant`, or on the platform without one, from `user`; it counts no more at once.
    ///
    /// Whoever may grant may withdraw. Refused with [`Refusal::LastOwner`] where nobody else with an open account
    /// would hold it; [`Error::NotFound`] where they do not. The user is told.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, By, Visit}, model::{Role, TenantId, UserId}};
    /// # async fn example(accounts: Accounts, owner: UserId, user: UserId, tenant: TenantId, visit: Visit)
    /// # -> wardroom_core::Result<()> {
    /// accounts.withdraw_role(By::User(&owner), &user, Role::STAFF, Some(&tenant), &visit).await?;
    /// # Ok(()) }
    /// ```
    pub async fn withdraw_role(
        &self,
        by: By<'_>,
        user: &UserId,
        role: &str,
        tenant: Option<&TenantId>,
        visit: &Visit,
    ) -> Result<()> {
        let turn = self.turn().await?;
        let mut turn = turn.permitted(VERB, by, GRANT, tenant, visit).await?;
        let place = turn.place(role, tenant).await?;
        let missing = || Error::not_found("role", format!("{role} of user {user}"));
        let target = user_in(&mut turn.tx, user).await?.ok_or_else(missing)?;
        if !memberships::holds(&mut turn.tx, user, role, tenant).await? {
            return Err(missing());
        }
        if turn.is_last(&place, user).await? {
            return turn.deny(VERB, by, Refusal::LastOwner, visit).await;
        }
        memberships::remove(&mut turn.edit(), user, role, tenant).await?;
        turn.forget_invitations(user, tenant).await?;
        turn.changed(EventKind::RoleWithdrawn, by, &target, &place, visit)
            .await?;
        turn.commit().await
    }
}

//! Granting a role.

use super::By;
use crate::error::{Error, Result};
use crate::flow::{Accounts, Visit};
use crate::model::permission::GRANT;
use crate::model::{EventKind, TenantId, UserId};
use crate::store::accounts::memberships;
use crate::store::users::user_in;

const VERB: &str = "grant a role";

impl Accounts {
    /// Grants `user` the role in `tenant`, or on the platform without one; it counts at once.
    ///
    /// Who owns a tenant grants its roles, a platform admin grants every role. Refused with
    /// [`Refusal::NotAllowed`](crate::model::Refusal::NotAllowed) otherwise; [`Error::Conflict`] where they hold it
    /// already, [`Error::NotFound`] for a user whose account is not open. The user is told.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, By, Visit}, model::{Role, TenantId, UserId}};
    /// # async fn example(accounts: Accounts, owner: UserId, user: UserId, tenant: TenantId, visit: Visit)
    /// # -> wardroom_core::Result<()> {
    /// accounts.grant_role(By::User(&owner), &user, Role::STAFF, Some(&tenant), &visit).await?;
    /// # Ok(()) }
    /// ```
    pub async fn grant_role(
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
        let found = user_in(&mut turn.tx, user).await?;
        let open = found.filter(|user| user.is_open(turn.now));
        let target = open.ok_or_else(|| Error::not_found("open account of user", user))?;
        let id = turn.fresh_id();
        if !memberships::add(&mut turn.edit(), &id, user, role, tenant).await? {
            return Err(Error::Conflict {
                what: "role",
                value: role.to_owned(),
            });
        }
        turn.changed(EventKind::RoleGranted, by, &target, &place, visit)
            .await?;
        turn.commit().await
    }
}

//! Inviting an address.

use crate::error::{Error, Result};
use crate::flow::{Accounts, By, Visit};
use crate::model::permission::INVITE;
use crate::model::{TenantId, normalize_email};
use crate::store::accounts::{invitations, memberships};
use crate::store::users::by_normalized;

const VERB: &str = "invite";

impl Accounts {
    /// Invites `email` to the role in `tenant`, or on the platform without one; a mail carries the link.
    ///
    /// The answer is the same whether the address has an account, holds the role already (nothing is sent) or was just
    /// invited (the mail is on its way). Invited again later, it gets another mail and the link before counts no more.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, By, Visit}, model::{Role, TenantId, UserId}};
    /// # async fn example(accounts: Accounts, owner: UserId, tenant: TenantId, visit: Visit) -> wardroom_core::Result<()> {
    /// let (by, at) = (By::User(&owner), Some(&tenant));
    /// accounts.invite(by, "partner@example.com", Role::STAFF, at, &visit).await?;
    /// # Ok(()) }
    /// ```
    pub async fn invite(
        &self,
        by: By<'_>,
        email: &str,
        role: &str,
        tenant: Option<&TenantId>,
        visit: &Visit,
    ) -> Result<()> {
        let email = normalize_email(email)
            .ok_or_else(|| Error::invalid("email", "give an address such as ana@example.com"))?;
        let turn = self.turn().await?;
        let mut turn = turn.permitted(VERB, by, INVITE, tenant, visit).await?;
        // Kept still: of two who invite at the same moment the second finds the first's.
        let place = turn.place(role, tenant).await?;
        let known = by_normalized(&mut turn.tx, &email).await?;
        let is_there = match &known {
            Some(user) => memberships::holds(&mut turn.tx, &user.id, role, tenant).await?,
            None => false,
        };
        let before = invitations::same(&mut turn.tx, &email, role, tenant).await?;
        if !is_there
            && before
                .as_ref()
                .is_none_or(|before| !turn.invited_lately(before))
        {
            turn.invite(by, &place, &email, before.as_ref(), visit)
                .await?;
        }
        turn.commit().await
    }
}

//! Sending an invitation again.

use crate::error::{Error, Result};
use crate::flow::{Accounts, By, Visit};
use crate::model::{Invitation, InvitationId, Refusal};
use crate::store::accounts::invitations;

const VERB: &str = "send an invitation again";

impl Accounts {
    /// Sends another mail in place of an invitation nobody has accepted, expired or not; the link before counts no more.
    ///
    /// Refused with [`Refusal::Wait`] within `resend_after` of the mail before; [`Error::NotFound`] where it was
    /// accepted or revoked.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, By, Visit}, model::{InvitationId, UserId}};
    /// # async fn example(accounts: Accounts, owner: UserId, id: InvitationId, visit: Visit) -> wardroom_core::Result<()> {
    /// accounts.resend_invitation(By::User(&owner), &id, &visit).await?;
    /// # Ok(()) }
    /// ```
    pub async fn resend_invitation(
        &self,
        by: By<'_>,
        id: &InvitationId,
        visit: &Visit,
    ) -> Result<()> {
        let (mut turn, seen) = self.invitation_of(VERB, by, id, visit).await?;
        let place = turn.place(&seen.role, seen.tenant_id.as_ref()).await?;
        // Again, now that nobody else is at it.
        let found = invitations::by_id(&mut turn.tx, id).await?;
        let waits = |i: &Invitation| i.accepted_at.is_none() && i.revoked_at.is_none();
        let before = found.filter(waits);
        let before = before.ok_or_else(|| Error::not_found("invitation", id))?;
        if turn.invited_lately(&before) {
            let passed = turn.now.since(before.created_at);
            let left = self.settings.resend_after.saturating_sub(passed);
            return turn.refuse(VERB, Refusal::wait(left)).await;
        }
        turn.invite(by, &place, &before.email, Some(&before), visit)
            .await?;
        turn.commit().await
    }
}

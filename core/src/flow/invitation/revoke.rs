//! Revoking an invitation.

use serde_json::json;

use crate::error::{Error, Result};
use crate::flow::turn::About;
use crate::flow::{Accounts, By, Visit};
use crate::model::{EventKind, InvitationId};
use crate::store::accounts::invitations;

const VERB: &str = "revoke an invitation";

impl Accounts {
    /// Revokes an invitation: its link counts no more. [`Error::NotFound`] where it was accepted or revoked before.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, By, Visit}, model::{InvitationId, UserId}};
    /// # async fn example(accounts: Accounts, owner: UserId, id: InvitationId, visit: Visit) -> wardroom_core::Result<()> {
    /// accounts.revoke_invitation(By::User(&owner), &id, &visit).await?;
    /// # Ok(()) }
    /// ```
    pub async fn revoke_invitation(
        &self,
        by: By<'_>,
        id: &InvitationId,
        visit: &Visit,
    ) -> Result<()> {
        let (mut turn, _) = self.invitation_of(VERB, by, id, visit).await?;
        if !invitations::revoke(&mut turn.edit(), id).await? {
            return Err(Error::not_found("invitation", id));
        }
        let about = About::known(by.user());
        let detail = json!({ "by": by.word(), "invitation": id });
        turn.event(EventKind::InvitationRevoked, about, visit, detail)
            .await?;
        turn.commit().await
    }
}

//! Unlinking an identity, never the last way to sign in.

use serde_json::json;

use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::turn::About;
use crate::flow::{Accounts, By, Visit};
use crate::model::{EventKind, IdentityId, MailTemplate, Refusal};
use crate::store::accounts::{identities, users};

const VERB: &str = "unlink an identity";

impl Accounts {
    /// Unlinks one identity of the user of `session`, who stepped up lately; they are told.
    ///
    /// Refused with [`Refusal::LastWayIn`] where neither a password nor a passkey nor another identity would be left,
    /// with [`Refusal::StepUp`] without a step-up; [`Error::NotFound`] where they have no such identity.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::{Accounts, Visit}, model::IdentityId};
    /// # async fn example(accounts: Accounts, session: Token, id: IdentityId, visit: Visit) -> wardroom_core::Result<()> {
    /// accounts.unlink_identity(&session, &id, &visit).await?;
    /// # Ok(()) }
    /// ```
    pub async fn unlink_identity(
        &self,
        session: &Token,
        id: &IdentityId,
        visit: &Visit,
    ) -> Result<()> {
        let mut turn = self.turn().await?;
        let holder = turn.proven(VERB, session).await?;
        let user = &holder.who.user;
        // Held still before it is counted: of two that are unlinked at the same moment the second finds the first gone.
        users::hold(&mut turn.edit(), &user.id).await?;
        let who = users::by_id(&mut turn.tx, &user.id).await?;
        let others = identities::others(&mut turn.tx, id, &user.id).await?;
        let missing = || Error::not_found("identity", id);
        let found = identities::by_id(&mut turn.tx, id, &user.id).await?;
        let (identity, who) = found.zip(who).ok_or_else(missing)?;
        if !who.user.has_password && who.passkeys + others == 0 {
            return turn
                .deny(VERB, By::User(&user.id), Refusal::LastWayIn, visit)
                .await;
        }
        identities::remove(&mut turn.edit(), id, &user.id).await?;
        let about = About::session(&user.id, &holder.session.id);
        let detail = json!({ "provider": identity.provider });
        turn.event(EventKind::IdentityUnlinked, about, visit, detail.clone())
            .await?;
        turn.tell(user, MailTemplate::IdentityUnlinked, detail)
            .await?;
        turn.commit().await
    }
}

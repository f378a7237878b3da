//! Linking an identity to the account one is signed in to.

use serde_json::json;

use super::ProvenIdentity;
use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::turn::About;
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, Identity, MailTemplate};

const VERB: &str = "link an identity";

impl Accounts {
    /// Links an identity to the user of `session`, who stepped up lately; they are told.
    ///
    /// Refused with [`Refusal::StepUp`](crate::model::Refusal::StepUp) otherwise. [`Error::Conflict`] where the
    /// provider's account is linked already, to them or to somebody else: never said to whom.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::{Accounts, ProvenIdentity, Visit}};
    /// # async fn example(accounts: Accounts, session: Token, proven: ProvenIdentity, visit: Visit)
    /// # -> wardroom_core::Result<()> {
    /// let identity = accounts.link_identity(&session, &proven, &visit).await?;
    /// # Ok(()) }
    /// ```
    pub async fn link_identity(
        &self,
        session: &Token,
        proven: &ProvenIdentity,
        visit: &Visit,
    ) -> Result<Identity> {
        proven.check()?;
        let mut turn = self.turn().await?;
        let holder = turn.proven(VERB, session).await?;
        let user = &holder.who.user;
        let identity = turn.keep(&user.id, proven).await?;
        let identity = identity.ok_or_else(|| Error::Conflict {
            what: "identity of provider",
            value: proven.provider.clone(),
        })?;
        let about = About::session(&user.id, &holder.session.id);
        let detail = json!({ "provider": identity.provider, "how": "signed in" });
        turn.event(EventKind::IdentityLinked, about, visit, detail)
            .await?;
        let told = json!({ "provider": identity.provider });
        turn.tell(user, MailTemplate::IdentityLinked, told).await?;
        turn.commit().await?;
        Ok(identity)
    }
}

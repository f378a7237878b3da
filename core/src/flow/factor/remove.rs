//! Removing an authenticator; with the last second factor the recovery codes go too.

use serde_json::json;

use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, Id, MailTemplate, Refusal, UserId};
use crate::store::accounts::{totp, users};

const VERB: &str = "remove an authenticator";

impl Accounts {
    /// Removes an authenticator of the session's holder; needs a step-up.
    ///
    /// Recovery codes stand in for a factor, so those of the last one are void with it. Refused with
    /// [`Refusal::FactorNeeded`] where a role asks for a second factor and no other is left.
    pub async fn remove_totp(&self, session: &Token, factor: &Id, visit: &Visit) -> Result<()> {
        let mut turn = self.turn().await?;
        let holder = turn.proven(VERB, session).await?;
        let user = &holder.who.user;
        users::hold(&mut turn.edit(), &user.id).await?;
        if !totp::remove(&mut turn.edit(), factor, &user.id).await? {
            return Err(Error::not_found("authenticator", factor));
        }
        let code_sets = turn.after_removal(VERB, &user.id).await?;
        let about = About::session(&user.id, &holder.session.id);
        let detail = json!({ "factor": factor, "code_sets_voided": code_sets });
        turn.event(EventKind::TotpRemoved, about, visit, detail)
            .await?;
        turn.tell(user, MailTemplate::TotpRemoved, json!({}))
            .await?;
        turn.commit().await
    }
}

impl Turn<'_> {
    /// Voids the recovery codes if the last factor went; how many sets there were.
    ///
    /// The user's row must be held: of two removals at once one must see the other.
    pub(in crate::flow) async fn after_removal(
        &mut self,
        verb: &'static str,
        user: &UserId,
    ) -> Result<u64> {
        let left = users::by_id(&mut self.tx, user).await?;
        let Some(left) = left.filter(|who| !who.has_factor()) else {
            return Ok(0);
        };
        if left.needs_factor {
            return Err(Error::Refused {
                action: verb,
                refusal: Refusal::FactorNeeded,
            });
        }
        let changes = self.accounts.directory.layout().changes();
        changes.void_code_sets(&mut self.edit(), user).await
    }
}

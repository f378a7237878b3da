//! A passkey shown again in a live session.

use serde_json::Value as Json;

use super::PasskeyCeremony;
use super::assert::Asserted;
use super::ceremony::only;
use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::turn::About;
use crate::flow::{Accounts, Visit};
use crate::model::{ChallengeKind, Refusal, Session};
use crate::store::accounts::{challenges, passkeys};

const VERB: &str = "step up";

impl Accounts {
    /// Asks for one of the passkeys of the session's holder.
    pub async fn begin_passkey_step_up(&self, session: &Token) -> Result<PasskeyCeremony> {
        let (options, state) = self.any_passkey()?;
        let mut turn = self.turn().await?;
        let user = turn.held(VERB, session).await?.who.user;
        let known = passkeys::of_user(&mut turn.tx, &user.id).await?;
        if known.is_empty() {
            return Err(Error::not_found("passkey of", &user.id));
        }
        let kind = ChallengeKind::PasskeySignIn;
        let options = only(options, &known);
        let begun = turn
            .begin_ceremony(kind, Some(&user.id), &state, options)
            .await?;
        turn.commit().await?;
        Ok(begun)
    }

    /// Shows a passkey in a live session, as [`Accounts::step_up_with_totp`] does a code.
    pub async fn step_up_with_passkey(
        &self,
        session: &Token,
        ceremony: &Token,
        answer: &Json,
        visit: &Visit,
    ) -> Result<Session> {
        let (mut turn, holder) = self.admit_step_up(session, visit).await?;
        let kind = ChallengeKind::PasskeySignIn;
        let (challenge, asked) = turn.open_challenge(VERB, kind, ceremony).await?;
        let counted = challenges::attempt(&mut turn.edit(), &challenge.id).await?;
        if !counted || asked.user.id != holder.who.user.id {
            return turn.refuse(VERB, Refusal::Over).await;
        }
        match turn.assert(&challenge, answer, visit).await? {
            Asserted::Right(_) if challenges::spend(&mut turn.edit(), &challenge.id).await? => {
                turn.stepped_up(holder, "passkey", visit).await
            }
            Asserted::Right(_) => turn.refuse(VERB, Refusal::Over).await,
            Asserted::Copied => turn.refuse(VERB, Refusal::WrongCredentials).await,
            Asserted::Wrong(_) => {
                let about = About::session(&holder.who.user.id, &holder.session.id);
                turn.wrong_factor(VERB, about, "passkey", visit).await
            }
        }
    }
}

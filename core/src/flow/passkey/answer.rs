//! A passkey as the second factor of a sign-in that waits for one.

use serde_json::Value as Json;

use super::assert::Asserted;
use super::ceremony::only;
use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{ChallengeKind, Refusal};
use crate::store::accounts::{challenges, passkeys};

const VERB: &str = "answer with a passkey";

impl Accounts {
    /// What the browser is asked for [`SignIn::SecondFactor`]: one of the user's passkeys.
    pub async fn ask_passkey(&self, challenge: &Token) -> Result<Json> {
        let (options, state) = self.any_passkey()?;
        let mut turn = self.turn().await?;
        let kind = ChallengeKind::SecondFactor;
        let (challenge, who) = turn.open_challenge(VERB, kind, challenge).await?;
        let known = passkeys::of_user(&mut turn.tx, &who.user.id).await?;
        if known.is_empty() {
            return Err(Error::not_found("passkey of", &who.user.id));
        }
        let sealed = self.seal_state(&challenge.id, &state)?;
        challenges::keep_state(&mut turn.edit(), &challenge.id, &sealed).await?;
        turn.commit().await?;
        Ok(only(options, &known))
    }

    /// Answers [`SignIn::SecondFactor`] with what the browser gave for [`Accounts::ask_passkey`].
    pub async fn answer_with_passkey(
        &self,
        challenge: &Token,
        answer: &Json,
        visit: &Visit,
    ) -> Result<SignIn> {
        let kind = ChallengeKind::SecondFactor;
        let (mut turn, admitted) = self.admit(VERB, kind, challenge, visit).await?;
        match turn.assert(&admitted.challenge, answer, visit).await? {
            Asserted::Right(user) => {
                turn.answered(VERB, &admitted).await?;
                turn.proceed_with_factor(VERB, &user, "passkey", visit)
                    .await
            }
            Asserted::Copied => turn.refuse(VERB, Refusal::WrongCredentials).await,
            Asserted::Wrong(_) => {
                turn.wrong_factor(VERB, admitted.about(), "passkey", visit)
                    .await
            }
        }
    }
}

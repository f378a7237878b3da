//! Signing in with a passkey alone: it proves possession and, as it verifies its user, the second factor.

use serde_json::{Value as Json, json};

use super::assert::Asserted;
use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{Challenge, ChallengeKind, EventKind, Refusal};
use crate::store::accounts::challenges;

const VERB: &str = "sign in with a passkey";

impl Accounts {
    /// Signs in with the passkey that answers [`Accounts::begin_passkey_sign_in`].
    ///
    /// Refused with [`Refusal::WrongCredentials`] whatever is wrong; a passkey whose counter did not go on is a
    /// possible copy, which its owner and the timeline are told.
    pub async fn finish_passkey_sign_in(
        &self,
        ceremony: &Token,
        answer: &Json,
        visit: &Visit,
    ) -> Result<SignIn> {
        let mut turn = self.turn().await?;
        let challenge = turn.nobodys_ceremony(ceremony).await?;
        if !challenges::attempt(&mut turn.edit(), &challenge.id).await? {
            return turn.refuse(VERB, Refusal::Over).await;
        }
        match turn.assert(&challenge, answer, visit).await? {
            Asserted::Right(user) if challenges::spend(&mut turn.edit(), &challenge.id).await? => {
                turn.proceed_with_factor(VERB, &user, "passkey", visit)
                    .await
            }
            Asserted::Right(_) => turn.refuse(VERB, Refusal::Over).await,
            Asserted::Copied => turn.refuse(VERB, Refusal::WrongCredentials).await,
            Asserted::Wrong(user) => {
                let about = About::known(user.as_ref());
                let detail = json!({ "why": "wrong_passkey" });
                turn.event(EventKind::SignInFailed, about, visit, detail)
                    .await?;
                turn.refuse(VERB, Refusal::WrongCredentials).await
            }
        }
    }
}

impl Turn<'_> {
    /// An open ceremony that asked for anybody's passkey.
    async fn nobodys_ceremony(&mut self, ceremony: &Token) -> Result<Challenge> {
        let kind = ChallengeKind::PasskeySignIn;
        let challenge = challenges::by_token(&mut self.tx, kind, ceremony.hash()).await?;
        let open = challenge.filter(|c| c.user_id.is_none() && c.is_open(self.now));
        open.ok_or(Error::Refused {
            action: VERB,
            refusal: Refusal::Over,
        })
    }
}

//! A code of an authenticator.

use secrecy::SecretString;

use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::ChallengeKind;

const VERB: &str = "sign in with an authenticator";

impl Accounts {
    /// Answers [`SignIn::SecondFactor`] with what an authenticator shows.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, SignIn, Visit};
    /// # async fn answer(accounts: Accounts, visit: &Visit) -> wardroom_core::Result<()> {
    /// let answer = accounts.sign_in("dora@mail.example", "her password".into(), visit).await?;
    /// if let SignIn::SecondFactor(waiting) = answer {
    ///     let code = "123456".into();
    ///     accounts.answer_with_totp(&waiting.challenge, &code, visit).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn answer_with_totp(
        &self,
        challenge: &Token,
        code: &SecretString,
        visit: &Visit,
    ) -> Result<SignIn> {
        let kind = ChallengeKind::SecondFactor;
        let (mut turn, admitted) = self.admit(VERB, kind, challenge, visit).await?;
        let user = &admitted.who.user;
        if !turn.accept_totp(user, code, visit).await? {
            return turn
                .wrong_factor(VERB, admitted.about(), "totp", visit)
                .await;
        }
        turn.answered(VERB, &admitted).await?;
        turn.proceed_with_factor(VERB, &user.id, "totp", visit)
            .await
    }
}

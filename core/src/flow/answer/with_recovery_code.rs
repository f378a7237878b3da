//! A recovery code, where no other factor is at hand.

use secrecy::SecretString;

use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::CodeSetKind;

const VERB: &str = "sign in with a recovery code";

impl Accounts {
    /// Answers [`SignIn::SecondFactor`] with one of the user's recovery codes, which is used up.
    ///
    /// The session that begins has just shown a factor: it can remove a lost authenticator and enrol another one.
    pub async fn answer_with_recovery_code(
        &self,
        challenge: &Token,
        code: &SecretString,
        visit: &Visit,
    ) -> Result<SignIn> {
        let kind = CodeSetKind::Full;
        let answered = self.answer_with_code(VERB, challenge, code, kind, visit);
        let (turn, admitted) = answered.await?;
        let user = &admitted.who.user.id;
        turn.proceed_with_factor(VERB, user, "recovery_code", visit)
            .await
    }
}

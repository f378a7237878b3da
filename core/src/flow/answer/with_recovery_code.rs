//! A recovery code, where no other factor is at hand.

use secrecy::SecretString;

use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{ChallengeKind, CodeSetKind};
use crate::store::accounts::codes;

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
        let kind = ChallengeKind::SecondFactor;
        let (mut turn, admitted) = self.admit(VERB, kind, challenge, visit).await?;
        let user = &admitted.who.user;
        let unused = codes::counting(&mut turn.edit(), &user.id).await?;
        turn.commit().await?;
        let found = self.find_code(code, CodeSetKind::Full, unused).await?;
        let mut turn = self.turn().await?;
        if !turn.use_code(user, found, admitted.about(), visit).await? {
            return turn
                .wrong_factor(VERB, admitted.about(), "recovery_code", visit)
                .await;
        }
        turn.answered(VERB, &admitted).await?;
        turn.proceed_with_factor(VERB, &user.id, "recovery_code", visit)
            .await
    }
}

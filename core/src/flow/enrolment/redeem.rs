//! An operator's one-time code: it opens re-enrolment, and nothing else.

use secrecy::SecretString;

use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::proceed::Proved;
use crate::flow::{Accounts, Visit, Waiting};
use crate::model::{ChallengeKind, CodeSetKind};

const VERB: &str = "redeem an enrolment code";

impl Accounts {
    /// Trades a sign-in that waits for a lost second factor, and the code an operator issued, for an enrolment.
    ///
    /// The code does not replace the first factor: recovery takes both (NIST SP 800-63B-4 §4.2.2.2). The factors from
    /// before count until [`Accounts::confirm_enrolment`].
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, Visit, Waiting};
    /// # async fn redeem(accounts: Accounts, waiting: Waiting, visit: &Visit) -> wardroom_core::Result<()> {
    /// let code = "0011-ABCD-EFGH-JKMN".into(); // read out by support
    /// let enrolment = accounts.redeem_enrolment_code(&waiting.challenge, &code, visit).await?;
    /// accounts.begin_enrolment(&enrolment.challenge, "my new phone").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn redeem_enrolment_code(
        &self,
        challenge: &Token,
        code: &SecretString,
        visit: &Visit,
    ) -> Result<Waiting> {
        let kind = CodeSetKind::OneTime;
        let answered = self.answer_with_code(VERB, challenge, code, kind, visit);
        let (mut turn, admitted) = answered.await?;
        let proved = Proved::reached("one_time_code", 2, None);
        let waiting = turn
            .wait(&admitted.who, ChallengeKind::Enrolment, proved)
            .await?;
        turn.commit().await?;
        Ok(waiting)
    }
}

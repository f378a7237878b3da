//! Taking lost factors away with a recovery code: the way on when none of them is at hand.

use secrecy::SecretString;
use serde_json::json;

use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{CodeSetKind, EventKind, MailTemplate, User};

const VERB: &str = "reset second factors";

impl Accounts {
    /// Answers [`SignIn::SecondFactor`] with a recovery code, and takes every second factor away: authenticators,
    /// passkeys, the other codes, trusted devices; every session ends and the user is told.
    ///
    /// What follows is a session, or [`SignIn::Enrolment`] where a role asks for a factor. Together with a password
    /// reset by mail it lets somebody back in who has lost both factors but kept the codes; see
    /// [`Accounts::reset_with_recovery_code`] for both at once.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, Visit, Waiting};
    /// # async fn reset(accounts: Accounts, waiting: Waiting, visit: &Visit) -> wardroom_core::Result<()> {
    /// let code = "0011-ABCD-EFGH-JKMN".into(); // from the sheet in the drawer
    /// accounts.reset_second_factors(&waiting.challenge, &code, visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn reset_second_factors(
        &self,
        challenge: &Token,
        code: &SecretString,
        visit: &Visit,
    ) -> Result<SignIn> {
        let kind = CodeSetKind::Full;
        let answered = self.answer_with_code(VERB, challenge, code, kind, visit);
        let (mut turn, admitted) = answered.await?;
        let user = &admitted.who.user;
        turn.lose_factors(user, admitted.about(), visit).await?;
        turn.proceed_with_factor(VERB, &user.id, "recovery_code", visit)
            .await
    }
}

impl Turn<'_> {
    /// Takes every factor, code, trusted device and session away, as a recovery code lets its owner.
    pub(in crate::flow) async fn lose_factors(
        &mut self,
        user: &User,
        about: About<'_>,
        visit: &Visit,
    ) -> Result<()> {
        let changes = self.accounts.directory.layout().changes();
        let removed = changes
            .reset_second_factors(&mut self.edit(), &user.id)
            .await?;
        let detail = json!({ "by": "recovery_code", "removed": removed });
        self.event(EventKind::FactorsReset, about, visit, detail)
            .await?;
        self.tell(user, MailTemplate::FactorsReset, json!({})).await
    }
}

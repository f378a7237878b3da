//! Confirming: the first right code enrols the authenticator, issues recovery codes and begins the session.

use secrecy::SecretString;
use serde_json::json;

use crate::crypto::recovery_code::{IssuedSet, RecoveryCode};
use crate::crypto::sealed::Sealed;
use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::answer::Admitted;
use crate::flow::recovery::FULL_SET;
use crate::flow::turn::Turn;
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{ChallengeKind, EventKind, Refusal};
use crate::store::accounts::totp::{self, SealedTotp};
use crate::store::accounts::users;

const VERB: &str = "confirm enrolment";

/// What an enrolment ends in.
#[derive(Debug)]
pub struct Enrolled {
    /// What follows: a session, or what is still missing.
    pub sign_in: SignIn,
    /// Recovery codes, to be shown once.
    pub codes: Vec<RecoveryCode>,
}

impl Accounts {
    /// Ends an enrolment with the first code the authenticator shows.
    ///
    /// Where an operator's code opened it, the factors from before go, and every session with them.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, Visit, Waiting};
    /// # async fn enrol(accounts: Accounts, waiting: Waiting, visit: &Visit) -> wardroom_core::Result<()> {
    /// let shown = accounts.begin_enrolment(&waiting.challenge, "my phone").await?;
    /// let code = "123456".into(); // what the authenticator shows once it has `shown.uri`
    /// let enrolled = accounts.confirm_enrolment(&waiting.challenge, &code, visit).await?;
    /// // Show `enrolled.codes` once; `enrolled.sign_in` holds the session.
    /// # Ok(())
    /// # }
    /// ```
    pub async fn confirm_enrolment(
        &self,
        challenge: &Token,
        code: &SecretString,
        visit: &Visit,
    ) -> Result<Enrolled> {
        let kind = ChallengeKind::Enrolment;
        let (mut turn, admitted) = self.admit(VERB, kind, challenge, visit).await?;
        let waits = turn.totp_that_waits(&admitted.who.user).await?;
        let Some(step) = self.totp_step(&waits, code, turn.now)? else {
            return turn
                .wrong_factor(VERB, admitted.about(), "totp", visit)
                .await;
        };
        turn.commit().await?;
        let issued = IssuedSet::generate_blocking(FULL_SET, self.directory.entropy()).await?;
        self.turn()
            .await?
            .enrol(&admitted, &waits, step, issued, visit)
            .await
    }
}

impl Turn<'_> {
    async fn enrol(
        mut self,
        admitted: &Admitted,
        waits: &SealedTotp,
        step: i64,
        issued: IssuedSet,
        visit: &Visit,
    ) -> Result<Enrolled> {
        let (user, about) = (&admitted.who.user, admitted.about());
        users::hold(&mut self.edit(), &user.id).await?;
        self.answered(VERB, admitted).await?;
        let before = users::by_id(&mut self.tx, &user.id).await?;
        if before.is_none_or(|who| who.has_factor()) {
            // The password alone must not replace a factor, even one enrolled while this was waiting.
            if admitted.challenge.aal < 2 {
                return self.refuse(VERB, Refusal::Over).await;
            }
            self.replace_factors(admitted, waits, visit).await?;
        }
        self.confirm_totp(user, waits, step, about, visit).await?;
        let codes = self.store_codes(user, issued, about, visit).await?;
        let sign_in = self
            .proceed_with_factor(VERB, &user.id, "totp", visit)
            .await?;
        Ok(Enrolled { sign_in, codes })
    }

    /// Takes the factors from before away, all but the one that is being enrolled.
    async fn replace_factors(
        &mut self,
        admitted: &Admitted,
        waits: &SealedTotp,
        visit: &Visit,
    ) -> Result<()> {
        let user = &admitted.who.user.id;
        let changes = self.accounts.directory.layout().changes();
        let reset = changes.reset_second_factors(&mut self.edit(), user).await?;
        let secret = Sealed::from_stored(waits.secret_sealed.clone())?;
        totp::add(&mut self.edit(), &waits.id, user, &waits.label, &secret).await?;
        let detail = json!({ "by": "one_time_code", "removed": reset });
        self.event(EventKind::FactorsReset, admitted.about(), visit, detail)
            .await
    }
}

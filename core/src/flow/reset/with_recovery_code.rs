//! Resetting password and second factors at once, for somebody who has lost both and kept the recovery codes.

use secrecy::SecretString;

use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::answer::{factor_attempts, over};
use crate::flow::turn::About;
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{CodeSetKind, Refusal};
use crate::store::accounts::links::{self, LinkKind};
use crate::store::accounts::users;
use crate::store::attempts;

const VERB: &str = "reset the password with a recovery code";

impl Accounts {
    /// As [`Accounts::reset_password`], where no second factor is at hand: a recovery code opens it, and every factor,
    /// code and session goes with it. The user is told of both.
    ///
    /// A wrong code uses nothing up but a pause. What follows is a session, or [`SignIn::Enrolment`] where a role asks
    /// for a factor.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::{Accounts, Visit}};
    /// # async fn reset(accounts: Accounts, link: &Token, visit: &Visit) -> wardroom_core::Result<()> {
    /// let (code, chosen) = ("0011-ABCD-EFGH-JKMN".into(), "a quieter night on deck".into());
    /// accounts.reset_with_recovery_code(link, &code, chosen, visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn reset_with_recovery_code(
        &self,
        link: &Token,
        code: &SecretString,
        password: SecretString,
        visit: &Visit,
    ) -> Result<SignIn> {
        let mut turn = self.turn().await?;
        let owner = links::owner(&mut turn.edit(), LinkKind::Reset, link.hash()).await?;
        let owner = owner.ok_or_else(|| over(VERB))?;
        let who = users::by_id(&mut turn.tx, &owner).await?;
        let who = who.ok_or_else(|| over(VERB))?;
        turn.commit().await?;
        let hash = self.new_hash_for(password, &who).await?;

        let (user, about) = (&who.user, About::user(&who.user.id));
        let (turn, key) = (self.turn().await?, factor_attempts(&user.id));
        let turn = turn.counted(VERB, key, about, visit).await?;
        let kind = CodeSetKind::Full;
        let mut turn = turn.take_code(VERB, user, code, kind, visit).await?;
        // Before what `reset` cancels: an answer that is being let in locks them in this order.
        attempts::clear(&mut turn.tx, key).await?;
        if !turn.reset(user, link.hash(), hash, visit).await? {
            // The code is not used up: nothing of this turn is kept.
            return Err(Error::Refused {
                action: VERB,
                refusal: Refusal::Over,
            });
        }
        turn.lose_factors(user, about, visit).await?;
        turn.proceed_with_factor(VERB, &user.id, "recovery_code", visit)
            .await
    }
}

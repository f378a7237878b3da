//! Letting an answer in: it is counted before it is looked at, for its challenge and for the account.

use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::proceed::Proved;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{Challenge, ChallengeKind, Refusal, UserId};
use crate::store::accounts::challenges;
use crate::store::accounts::users::{self, Credited};
use crate::store::attempts::{self, AttemptKey};

/// A counted answer to an open challenge.
#[derive(Debug)]
pub(in crate::flow) struct Admitted {
    pub(in crate::flow) challenge: Challenge,
    pub(in crate::flow) who: Credited,
    key: AttemptKey,
}

impl Admitted {
    pub(in crate::flow) fn about(&self) -> About<'_> {
        About::user(&self.who.user.id)
    }
}

/// What wrong second factors of a user are counted under.
pub(in crate::flow) fn factor_attempts(user: &UserId) -> AttemptKey {
    AttemptKey::new("second factor", &user.to_string())
}

/// What was begun no longer waits.
pub(in crate::flow) fn over(verb: &'static str) -> Error {
    Error::Refused {
        action: verb,
        refusal: Refusal::Over,
    }
}

impl Accounts {
    /// Counts an answer to the challenge; the turn that comes along has not been committed.
    ///
    /// After a wrong answer the account takes the next one only after a pause that doubles (NIST SP 800-63B-4 §3.2.2).
    pub(in crate::flow) async fn admit(
        &self,
        verb: &'static str,
        kind: ChallengeKind,
        token: &Token,
        visit: &Visit,
    ) -> Result<(Turn<'_>, Admitted)> {
        let mut turn = self.turn().await?;
        let (challenge, who) = turn.open_challenge(verb, kind, token).await?;
        let key = factor_attempts(&who.user.id);
        let about = About::user(&who.user.id);
        let mut turn = turn.counted(verb, key, about, visit).await?;
        if !challenges::attempt(&mut turn.edit(), &challenge.id).await? {
            return turn.refuse(verb, Refusal::Over).await;
        }
        let admitted = Admitted {
            challenge,
            who,
            key,
        };
        Ok((turn, admitted))
    }
}

impl Turn<'_> {
    /// The challenge `token` stands for, if it still waits and its account is open.
    pub(in crate::flow) async fn open_challenge(
        &mut self,
        verb: &'static str,
        kind: ChallengeKind,
        token: &Token,
    ) -> Result<(Challenge, Credited)> {
        let challenge = challenges::by_token(&mut self.tx, kind, token.hash()).await?;
        let challenge = challenge
            .filter(|c| c.is_open(self.now))
            .ok_or_else(|| over(verb))?;
        let user: &UserId = challenge.user_id.as_ref().ok_or_else(|| over(verb))?;
        let who = users::by_id(&mut self.tx, user).await?;
        let who = who
            .filter(|c| c.user.is_open(self.now))
            .ok_or_else(|| over(verb))?;
        Ok((challenge, who))
    }

    /// Ends the challenge with a right answer, and the account's pauses with it.
    pub(in crate::flow) async fn answered(
        &mut self,
        verb: &'static str,
        admitted: &Admitted,
    ) -> Result<()> {
        // In the order in which an answer locks them when it is let in: two of them must not wait for each other.
        attempts::clear(&mut self.tx, admitted.key).await?;
        if !challenges::spend(&mut self.edit(), &admitted.challenge.id).await? {
            return Err(over(verb));
        }
        Ok(())
    }

    /// Goes on with a sign-in whose second factor was right.
    pub(in crate::flow) async fn proceed_with_factor(
        mut self,
        verb: &'static str,
        user: &UserId,
        by: &'static str,
        visit: &Visit,
    ) -> Result<SignIn> {
        let who = users::by_id(&mut self.tx, user).await?;
        let who = who.ok_or_else(|| over(verb))?;
        let proved = Proved::second(by, self.now);
        self.proceed(&who, proved, visit).await
    }
}

//! Beginning: a fresh secret for whoever waits to enrol.

use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::{Accounts, TotpEnrolment};
use crate::model::ChallengeKind;

const VERB: &str = "begin enrolment";

impl Accounts {
    /// Begins to enrol an authenticator for a sign-in that waits for one ([`SignIn::Enrolment`](crate::flow::SignIn::Enrolment)).
    pub async fn begin_enrolment(&self, challenge: &Token, label: &str) -> Result<TotpEnrolment> {
        let mut turn = self.turn().await?;
        let kind = ChallengeKind::Enrolment;
        let (_, who) = turn.open_challenge(VERB, kind, challenge).await?;
        let enrolment = turn.begin_totp(&who, label).await?;
        turn.commit().await?;
        Ok(enrolment)
    }
}

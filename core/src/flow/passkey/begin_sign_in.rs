//! Asking for any passkey of this site.

use super::PasskeyCeremony;
use crate::error::Result;
use crate::flow::{Accounts, Visit};
use crate::model::ChallengeKind;

const VERB: &str = "begin to sign in with a passkey";

impl Accounts {
    /// Asks for a passkey that tells who it belongs to; nothing is known about anybody before it answers.
    ///
    /// Refused with [`Refusal::Wait`](crate::model::Refusal::Wait) where its network began `network_ceremonies` within
    /// an hour.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, Visit};
    /// # async fn sign_in(accounts: Accounts, visit: &Visit) -> wardroom_core::Result<()> {
    /// let begun = accounts.begin_passkey_sign_in(visit).await?;
    /// // The page hands `begun.options` to `navigator.credentials.get` and posts what it gives:
    /// let answer = serde_json::json!({});
    /// accounts.finish_passkey_sign_in(&begun.ceremony, &answer, visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn begin_passkey_sign_in(&self, visit: &Visit) -> Result<PasskeyCeremony> {
        self.within_limit(VERB, self.settings.network_ceremonies, visit)
            .await?;
        let (options, state) = self.any_passkey()?;
        let mut turn = self.turn().await?;
        let kind = ChallengeKind::PasskeySignIn;
        let begun = turn.begin_ceremony(kind, None, &state, options).await?;
        turn.commit().await?;
        Ok(begun)
    }
}

//! Asking for any passkey of this site.

use super::PasskeyCeremony;
use crate::error::Result;
use crate::flow::Accounts;
use crate::model::ChallengeKind;

impl Accounts {
    /// Asks for a passkey that tells who it belongs to; nothing is known about anybody before it answers.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, Visit};
    /// # async fn sign_in(accounts: Accounts, visit: &Visit) -> wardroom_core::Result<()> {
    /// let begun = accounts.begin_passkey_sign_in().await?;
    /// // The page hands `begun.options` to `navigator.credentials.get` and posts what it gives:
    /// let answer = serde_json::json!({});
    /// accounts.finish_passkey_sign_in(&begun.ceremony, &answer, visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn begin_passkey_sign_in(&self) -> Result<PasskeyCeremony> {
        let (options, state) = self.any_passkey()?;
        let mut turn = self.turn().await?;
        let kind = ChallengeKind::PasskeySignIn;
        let begun = turn.begin_ceremony(kind, None, &state, options).await?;
        turn.commit().await?;
        Ok(begun)
    }
}

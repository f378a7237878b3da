//! Beginning to register a passkey.

use serde_json::json;

use super::PasskeyCeremony;
use super::relying_party::{handle, json, library};
use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::model::ChallengeKind;
use crate::store::accounts::passkeys;

/// The most passkeys one account may have.
const MOST: usize = 20;

impl Accounts {
    /// Begins to register a passkey for the holder of `session`; needs a step-up as [`Accounts::begin_totp`] does.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::{Accounts, Visit}};
    /// # async fn register(accounts: Accounts, session: &Token, visit: &Visit) -> wardroom_core::Result<()> {
    /// let begun = accounts.begin_passkey(session).await?;
    /// // The page hands `begun.options` to `navigator.credentials.create` and posts what it gives:
    /// let answer = serde_json::json!({});
    /// accounts.finish_passkey(session, &begun.ceremony, "my laptop", &answer, visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn begin_passkey(&self, session: &Token) -> Result<PasskeyCeremony> {
        let mut turn = self.turn().await?;
        let user = turn.proven("add a passkey", session).await?.who.user;
        let known = passkeys::of_user(&mut turn.tx, &user.id).await?;
        if known.len() >= MOST {
            let why = format!("there are {MOST} already; remove one first");
            return Err(Error::invalid("passkeys", why));
        }
        let known = known.into_iter().map(|p| p.credential_id).collect();
        let shown = user.display_name.as_deref().unwrap_or(&user.email);
        let begun = self.relying_party()?.start_passkey_registration(
            handle(&user.id),
            &user.email,
            shown,
            Some(known),
        );
        let (options, state) = begun.map_err(|_| library("ask for a new passkey"))?;
        let mut options = json(&options)?;
        // Whoever can keep it so that it is found without a name should; a security key without room need not.
        options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("preferred");
        let kind = ChallengeKind::PasskeyRegistration;
        let begun = turn
            .begin_ceremony(kind, Some(&user.id), &state, options)
            .await?;
        turn.commit().await?;
        Ok(begun)
    }
}

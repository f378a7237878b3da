//! A ceremony under way: what the browser is asked, and the sealed state that checks its answer.

use data_encoding::BASE64URL_NOPAD;
use secrecy::ExposeSecret;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use super::relying_party::library;
use crate::crypto::keyring::Purpose;
use crate::crypto::sealed::{Place, Sealed};
use crate::crypto::token::{Token, TokenKind};
use crate::error::Result;
use crate::flow::Accounts;
use crate::flow::turn::Turn;
use crate::model::{ChallengeKind, Id, Ts, UserId};
use crate::store::accounts::challenges::{self, NewChallenge};
use crate::store::accounts::passkeys::StoredPasskey;

/// The label under which the state of a ceremony is sealed.
const STATE: &str = "challenge.state";

/// A passkey ceremony under way.
#[derive(Debug)]
pub struct PasskeyCeremony {
    /// What to finish it with; keep it where the session's credential would go.
    pub ceremony: Token,
    /// Until when an answer is taken.
    pub expires_at: Ts,
    /// The argument of `navigator.credentials.create` or `get`, binary fields in base64url.
    pub options: Json,
}

fn place(row: &[u8]) -> Place<'_> {
    Place {
        purpose: Purpose::Challenge,
        label: STATE,
        row,
    }
}

impl Accounts {
    /// The state of a ceremony, sealed for its challenge.
    pub(super) fn seal_state(&self, challenge: &Id, state: &impl Serialize) -> Result<Sealed> {
        let text = serde_json::to_vec(state).map_err(|_| library("keep a passkey ceremony"))?;
        let entropy = self.directory.entropy();
        Ok(Sealed::seal(
            &self.ring,
            place(&challenge.to_bytes()),
            &text,
            entropy,
        )?)
    }
}

impl Turn<'_> {
    /// Begins a ceremony that waits as long as any challenge does.
    pub(super) async fn begin_ceremony(
        &mut self,
        kind: ChallengeKind,
        user: Option<&UserId>,
        state: &impl Serialize,
        options: Json,
    ) -> Result<PasskeyCeremony> {
        let id = self.fresh_id();
        let token = Token::generate(TokenKind::Plain, self.accounts.directory.entropy());
        let expires_at = self.now.plus(self.accounts.settings.challenge_life);
        let sealed = self.accounts.seal_state(&id, state)?;
        let new = NewChallenge {
            id: &id,
            user,
            kind,
            token: token.hash(),
            aal: 1,
            factor_at: None,
            state: Some((sealed.as_bytes(), sealed.key_version().0)),
            expires_at,
        };
        challenges::begin(&mut self.edit(), new).await?;
        Ok(PasskeyCeremony {
            ceremony: token,
            expires_at,
            options,
        })
    }

    /// The state of a ceremony, if the challenge has one.
    pub(super) async fn ceremony_state<T: DeserializeOwned>(
        &mut self,
        challenge: &Id,
    ) -> Result<Option<T>> {
        let Some(sealed) = challenges::state(&mut self.tx, challenge).await? else {
            return Ok(None);
        };
        let sealed = Sealed::from_stored(sealed)?;
        let text = sealed.open(&self.accounts.ring, place(&challenge.to_bytes()))?;
        Ok(serde_json::from_slice(text.expose_secret()).ok())
    }
}

/// Narrows what a browser is asked to these passkeys.
pub(super) fn only(mut options: Json, passkeys: &[StoredPasskey]) -> Json {
    let allowed = passkeys.iter().map(described).collect();
    options["publicKey"]["allowCredentials"] = Json::Array(allowed);
    options
}

/// A passkey as a browser finds it again.
fn described(passkey: &StoredPasskey) -> Json {
    json!({
        "type": "public-key",
        "id": BASE64URL_NOPAD.encode(&passkey.credential_id),
        "transports": passkey.transports,
    })
}

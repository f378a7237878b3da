//! An access token for a session that lives (RFC 9068).

use std::fmt;

use secrecy::SecretString;

use super::claims::Wire;
use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::model::{Refusal, Session, Ts};

/// The `typ` of an access token (RFC 9068 §2.1).
pub(super) const TYPE: &str = "at+jwt";

/// A signed access token: whoever holds it is believed until it expires.
pub struct AccessToken {
    /// The token, for an `Authorization: Bearer` header or a cookie.
    pub text: SecretString,
    /// When it stops counting; no later than its session.
    pub expires_at: Ts,
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccessToken(until {})", self.expires_at)
    }
}

impl Accounts {
    /// Signs an access token for `session`, which the caller has just begun, refreshed or found by its credential.
    ///
    /// The first one ever makes the key that signs it. Refused when the session is over.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, SignedIn}, Result};
    /// # use secrecy::ExposeSecret;
    /// # async fn answer(accounts: &Accounts, signed_in: &SignedIn) -> Result<()> {
    /// let token = accounts.access_token(&signed_in.session).await?;
    /// let header = format!("Bearer {}", token.text.expose_secret());
    /// # Ok(()) }
    /// ```
    pub async fn access_token(&self, session: &Session) -> Result<AccessToken> {
        let now = self.directory.now();
        if !session.is_live(now) {
            return Err(Error::Refused {
                action: "access token",
                refusal: Refusal::SessionOver,
            });
        }
        let key = self.signer.key(self, now).await?;
        let wire = Wire::of(self, session, now);
        Ok(AccessToken {
            expires_at: Ts::saturating_from_us(wire.exp.saturating_mul(1_000_000)),
            text: key.token(TYPE, &wire)?.into(),
        })
    }
}

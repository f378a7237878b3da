//! What an access token says: on the wire (RFC 9068 §2.2), and as an application reads it.

use serde::{Deserialize, Deserializer, Serialize};

use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::model::{Session, TokenFault, Ts, UserId};

/// What a valid access token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Who signed it.
    pub issuer: String,
    /// Whom it is for.
    pub audience: Vec<String>,
    /// Whom it is about, as the issuer knows them; [`Claims::user`] reads it as an id of this directory.
    pub subject: String,
    /// The session it belongs to.
    pub session: Option<String>,
    /// The application it was issued to.
    pub client: Option<String>,
    /// Its own name: for logs, never a credential.
    pub id: String,
    /// When it was signed.
    pub issued_at: Ts,
    /// When it stops counting.
    pub expires_at: Ts,
    /// When its holder last proved who they are (RFC 9068 §2.2.1): the sign-in, or a later second factor.
    pub authenticated_at: Option<Ts>,
    /// The authenticator assurance level of that proof (NIST SP 800-63B), where told.
    pub aal: Option<i64>,
}

impl Claims {
    /// The user it is about; an error where the subject is no id of this directory.
    pub fn user(&self, accounts: &Accounts) -> Result<UserId> {
        let read = accounts.directory().parse_user_id(&self.subject);
        read.map_err(|_| Error::Token(TokenFault::Malformed))
    }
}

/// The claims as they stand in a token; times are seconds since 1970 (RFC 7519 §2).
#[derive(Serialize, Deserialize)]
pub(super) struct Wire {
    iss: String,
    #[serde(deserialize_with = "one_or_many")]
    aud: Vec<String>,
    sub: String,
    #[serde(deserialize_with = "seconds")]
    pub(super) exp: i64,
    #[serde(deserialize_with = "seconds")]
    pub(super) iat: i64,
    #[serde(default, deserialize_with = "maybe_seconds")]
    pub(super) nbf: Option<i64>,
    jti: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sid: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    acr: Option<String>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "maybe_seconds"
    )]
    auth_time: Option<i64>,
}

/// `aal1`, `aal2`, `aal3`.
const ASSURANCE: &str = "aal";

impl Wire {
    /// The claims of a token for `session` signed at `now`.
    pub(super) fn of(accounts: &Accounts, session: &Session, now: Ts) -> Self {
        let settings = accounts.settings();
        let ends = now.plus(settings.access_token_life).min(session.expires_at);
        let proved = session
            .factor_at
            .map_or(session.created_at, |at| at.max(session.created_at));
        Self {
            iss: settings.issuer().to_owned(),
            aud: vec![settings.audience().to_owned()],
            sub: session.user_id.to_string(),
            exp: ends.unix_seconds(),
            iat: now.unix_seconds(),
            nbf: Some(now.unix_seconds()),
            jti: accounts.directory().fresh_uuid().to_string(),
            // The application itself is the client: no other asks on a user's behalf.
            client_id: Some(settings.site_url.clone()),
            sid: Some(session.id.to_string()),
            acr: Some(format!("{ASSURANCE}{}", session.aal)),
            auth_time: Some(proved.unix_seconds()),
        }
    }

    pub(super) fn into_claims(self) -> Claims {
        let acr = self.acr.as_deref();
        let level = acr.and_then(|acr| acr.strip_prefix(ASSURANCE));
        Claims {
            aal: level.and_then(|level| level.parse().ok()),
            issuer: self.iss,
            audience: self.aud,
            subject: self.sub,
            session: self.sid,
            client: self.client_id,
            id: self.jti,
            issued_at: at(self.iat),
            expires_at: at(self.exp),
            authenticated_at: self.auth_time.map(at),
        }
    }
}

/// The instant so many seconds after 1970, kept within what can be held.
pub(super) fn at(seconds: i64) -> Ts {
    Ts::saturating_from_us(seconds.saturating_mul(1_000_000))
}

fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Audience {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Audience::deserialize(from)? {
        Audience::One(one) => vec![one],
        Audience::Many(many) => many,
    })
}

fn seconds<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let number = serde_json::Number::deserialize(from)?;
    whole(&number).ok_or_else(|| serde::de::Error::custom("no number of seconds"))
}

fn maybe_seconds<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    let number = Option::<serde_json::Number>::deserialize(from)?;
    let read = number.map(|n| whole(&n).ok_or_else(|| serde::de::Error::custom("no seconds")));
    read.transpose()
}

/// Whole seconds; a fraction, which RFC 7519 §2 allows, is cut off. Nothing before 1970.
#[expect(
    clippy::cast_possible_truncation,
    reason = "what is left of the point is wanted, and the range is checked"
)]
fn whole(number: &serde_json::Number) -> Option<i64> {
    /// The last second of the year 9999.
    const LAST: i64 = 253_402_300_799;
    let cut = || {
        let float = number.as_f64().filter(|f| (0.0..1e12).contains(f))?;
        Some(float as i64)
    };
    let seconds = number.as_i64().or_else(cut)?;
    (0..=LAST).contains(&seconds).then_some(seconds)
}

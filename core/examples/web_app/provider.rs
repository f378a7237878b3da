//! A provider of identities: its ID token is checked here, with its published keys, before an account hears of it.

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use wardroom_core::flow::ProvenIdentity;

/// One provider: its issuer, what it knows this application as, and its keys.
pub(crate) struct Provider {
    /// Its name in accounts, such as `example-id`.
    pub(crate) name: String,
    /// Its `iss`.
    pub(crate) issuer: String,
    /// This application's `aud` there.
    pub(crate) client: String,
    /// Its JWKS document. A real application fetches it and keeps it for a while.
    pub(crate) keys: JwkSet,
}

/// What an ID token says (`OpenID` Connect Core 1.0, §5.1).
#[derive(Deserialize)]
struct Claims {
    sub: String,
    email: Option<String>,
    #[serde(default)]
    email_verified: bool,
}

impl Provider {
    /// Who an ID token proves somebody to be; `None` for anything that does not count.
    ///
    /// A real application also compares the `nonce` it sent with the request.
    pub(crate) fn proven(&self, id_token: &str) -> Option<ProvenIdentity> {
        let header = decode_header(id_token).ok()?;
        let key = self.keys.find(&header.kid?)?;
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_issuer(&[&self.issuer]);
        rules.set_audience(&[&self.client]);
        rules.set_required_spec_claims(&["iss", "aud", "exp", "sub"]);
        let claims: Claims = decode(id_token, &DecodingKey::from_jwk(key).ok()?, &rules)
            .ok()?
            .claims;
        Some(ProvenIdentity {
            provider: self.name.clone(),
            subject: claims.sub,
            email: claims.email,
            email_verified: claims.email_verified,
            tokens: None,
        })
    }
}

//! Checking a token with the key it names: signature, issuer and audience. Time is the caller's: it holds the clock.

use jsonwebtoken::Validation;
use jsonwebtoken::errors::ErrorKind;
use serde::de::DeserializeOwned;

use super::PublicKey;
use super::public::library;
use crate::model::{JwtAlgorithm, TokenFault};

/// Without these no token counts; the library skips what is absent unless told.
const REQUIRED: [&str; 4] = ["exp", "iss", "aud", "sub"];

/// Whose tokens are taken, and for whom; made once, for every algorithm.
#[derive(Clone, Debug)]
pub struct Expected {
    rules: [(JwtAlgorithm, Validation); JwtAlgorithm::ALL.len()],
}

/// The claims of a token whose signature, issuer and audience are right.
pub type Checked<T> = Result<T, TokenFault>;

impl Expected {
    /// Tokens of `issuer` for `audience`.
    pub fn new(issuer: &str, audience: &str) -> Self {
        let rules = [
            JwtAlgorithm::EdDsa,
            JwtAlgorithm::Es256,
            JwtAlgorithm::Rs256,
        ];
        let rules = rules.map(|algorithm| {
            let mut rule = Validation::new(library(algorithm));
            rule.set_required_spec_claims(&REQUIRED);
            rule.set_issuer(&[issuer]);
            rule.set_audience(&[audience]);
            // The library reads the host's clock: the caller compares with the one it was handed.
            rule.validate_exp = false;
            rule.validate_nbf = false;
            (algorithm, rule)
        });
        Self { rules }
    }

    /// The claims of `token`, if `key` signed it with the algorithm it is for.
    pub fn check<T: DeserializeOwned>(&self, token: &str, key: &PublicKey) -> Checked<T> {
        let rule = self.rules.iter().find(|(a, _)| *a == key.algorithm());
        let (_, rule) = rule.ok_or(TokenFault::Algorithm)?;
        let decoded = jsonwebtoken::decode(token, &key.decoded, rule);
        decoded
            .map(|token| token.claims)
            .map_err(|error| fault(error.kind()))
    }
}

fn fault(kind: &ErrorKind) -> TokenFault {
    match kind {
        ErrorKind::InvalidSignature => TokenFault::Tampered,
        ErrorKind::InvalidAlgorithm | ErrorKind::UnsupportedAlgorithm => TokenFault::Algorithm,
        ErrorKind::InvalidIssuer => TokenFault::Issuer,
        ErrorKind::InvalidAudience => TokenFault::Audience,
        _ => TokenFault::Malformed,
    }
}

//! A token's header, read before anything is believed (RFC 7515 §4).

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use super::PublicKey;
use crate::model::{JwtAlgorithm, TokenFault};

/// Far more than our own tokens need (an RS256 one has about 900 characters), and little to parse for nothing.
const LONGEST: usize = 8 * 1024;

/// What a token says of its own signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The algorithm, as it stands there.
    pub alg: String,
    /// What kind of token it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typ: Option<String>,
    /// Which key signed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// What must be understood: we understand no extension (RFC 7515 §4.1.11).
    #[serde(skip_serializing_if = "Option::is_none")]
    crit: Option<serde_json::Value>,
}

impl Header {
    pub(super) fn of(key: &PublicKey, typ: &str) -> Self {
        Self {
            alg: key.algorithm().word().to_owned(),
            typ: Some(typ.to_owned()),
            kid: Some(key.kid().to_owned()),
            crit: None,
        }
    }

    /// Reads the header of a token; nothing is verified yet.
    pub fn of_token(text: &str) -> Result<Self, TokenFault> {
        if text.is_empty() {
            return Err(TokenFault::Missing);
        }
        if text.len() > LONGEST || text.split('.').count() != 3 {
            return Err(TokenFault::Malformed);
        }
        let first = text.split('.').next().unwrap_or_default();
        let json = BASE64URL_NOPAD
            .decode(first.as_bytes())
            .map_err(|_| TokenFault::Malformed)?;
        let header: Self = serde_json::from_slice(&json).map_err(|_| TokenFault::Malformed)?;
        if header.crit.is_some() {
            return Err(TokenFault::Malformed);
        }
        Ok(header)
    }

    /// The algorithm, if it is one of ours.
    pub fn algorithm(&self) -> Result<JwtAlgorithm, TokenFault> {
        if self.alg.eq_ignore_ascii_case("none") {
            return Err(TokenFault::Unsigned);
        }
        self.alg.parse().map_err(|_| TokenFault::Algorithm)
    }

    /// Whether its type is `wanted`; the prefix may be left out and case does not count (RFC 7515 §4.1.9).
    pub fn is_type(&self, wanted: &str) -> bool {
        const PREFIX: &str = "application/";
        let Some(typ) = &self.typ else {
            return false;
        };
        let bare = match typ.get(..PREFIX.len()) {
            Some(prefix) if prefix.eq_ignore_ascii_case(PREFIX) => &typ[PREFIX.len()..],
            _ => typ.as_str(),
        };
        bare.eq_ignore_ascii_case(wanted)
    }
}

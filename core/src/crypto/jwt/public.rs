//! The half of a key that checks: a JSON Web Key (RFC 7517) for one algorithm, decoded once and kept.

use aws_lc_rs::rsa::KeyPair as RsaKeyPair;
use aws_lc_rs::signature::{EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::jwk::{
    AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse,
    ThumbprintHash,
};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Value as Json, json};

use crate::crypto::CryptoError;
use crate::model::JwtAlgorithm;

/// The fewest bits of an RSA key (RFC 7518 §3.3), in bytes.
const RSA_LEAST: usize = 256;
/// More only costs whoever checks.
const RSA_MOST: usize = 512;

/// A public key of one algorithm, with its name.
#[derive(Clone, Debug)]
pub struct PublicKey {
    kid: String,
    algorithm: JwtAlgorithm,
    jwk: Json,
    pub(super) decoded: DecodingKey,
}

impl PublicKey {
    /// Reads a published key. `None` for what is not meant for signatures, is of another algorithm or too weak; a
    /// key without a name is taken under its thumbprint (RFC 7638).
    pub fn from_jwk(json: &Json) -> Option<Self> {
        let jwk: Jwk = serde_json::from_value(json.clone()).ok()?;
        let algorithm = algorithm_of(&jwk)?;
        if !is_for_signatures(&jwk) {
            return None;
        }
        let kid = match &jwk.common.key_id {
            Some(kid) => kid.clone(),
            None => jwk.thumbprint(ThumbprintHash::SHA256).ok()?,
        };
        let decoded = DecodingKey::from_jwk(&jwk).ok()?;
        Some(Self {
            kid,
            algorithm,
            jwk: json.clone(),
            decoded,
        })
    }

    /// Its name.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// What it checks, and nothing else.
    pub fn algorithm(&self) -> JwtAlgorithm {
        self.algorithm
    }

    /// The key as it is published.
    pub fn jwk(&self) -> &Json {
        &self.jwk
    }

    /// Whether `signature` is this key's over `message`: a bare check, without a token around it.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        let text = BASE64URL_NOPAD.encode(signature);
        let algorithm = library(self.algorithm);
        jsonwebtoken::crypto::verify(&text, message, &self.decoded, algorithm).unwrap_or(false)
    }

    pub(super) fn of_ed25519(pair: &Ed25519KeyPair) -> Result<Self, CryptoError> {
        let x = text(pair.public_key().as_ref());
        Self::ours(
            JwtAlgorithm::EdDsa,
            json!({ "kty": "OKP", "crv": "Ed25519", "x": x }),
        )
    }

    pub(super) fn of_p256(pair: &EcdsaKeyPair) -> Result<Self, CryptoError> {
        // An uncompressed point: 04, then 32 bytes each.
        let point = pair.public_key().as_ref();
        let (x, y) = (point.get(1..33), point.get(33..65));
        let (x, y) = (text(x.unwrap_or_default()), text(y.unwrap_or_default()));
        Self::ours(
            JwtAlgorithm::Es256,
            json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y }),
        )
    }

    pub(super) fn of_rsa(pair: &RsaKeyPair) -> Result<Self, CryptoError> {
        let public = pair.public_key();
        let n = text(public.modulus().big_endian_without_leading_zero());
        let e = text(public.exponent().big_endian_without_leading_zero());
        Self::ours(JwtAlgorithm::Rs256, json!({ "kty": "RSA", "n": n, "e": e }))
    }

    /// One of our own, named by its thumbprint.
    fn ours(algorithm: JwtAlgorithm, mut jwk: Json) -> Result<Self, CryptoError> {
        jwk["alg"] = algorithm.word().into();
        jwk["use"] = "sig".into();
        let mut key = Self::from_jwk(&jwk).ok_or(CryptoError::Library {
            doing: "publish a key",
        })?;
        key.jwk["kid"] = key.kid.as_str().into();
        Ok(key)
    }
}

/// The document that publishes `keys` (RFC 7517 §5).
pub fn jwks<'a>(keys: impl IntoIterator<Item = &'a PublicKey>) -> Json {
    let keys: Vec<&Json> = keys.into_iter().map(PublicKey::jwk).collect();
    json!({ "keys": keys })
}

pub(super) const fn library(algorithm: JwtAlgorithm) -> Algorithm {
    match algorithm {
        JwtAlgorithm::EdDsa => Algorithm::EdDSA,
        JwtAlgorithm::Es256 => Algorithm::ES256,
        JwtAlgorithm::Rs256 => Algorithm::RS256,
    }
}

/// The one algorithm a key is for, by its kind; a key that names another is refused.
fn algorithm_of(jwk: &Jwk) -> Option<JwtAlgorithm> {
    let (algorithm, named) = match &jwk.algorithm {
        AlgorithmParameters::OctetKeyPair(p) if p.curve == EllipticCurve::Ed25519 => {
            is_long(&p.x, 32..=32).then_some((JwtAlgorithm::EdDsa, KeyAlgorithm::EdDSA))
        }
        AlgorithmParameters::EllipticCurve(p) if p.curve == EllipticCurve::P256 => {
            (is_long(&p.x, 32..=32) && is_long(&p.y, 32..=32))
                .then_some((JwtAlgorithm::Es256, KeyAlgorithm::ES256))
        }
        AlgorithmParameters::RSA(p) => is_long(&p.n, RSA_LEAST..=RSA_MOST)
            .then_some((JwtAlgorithm::Rs256, KeyAlgorithm::RS256)),
        _ => None,
    }?;
    let says = jwk.common.key_algorithm;
    says.is_none_or(|says| says == named).then_some(algorithm)
}

/// RFC 7517 §4.2 and §4.3: what is said of its use must allow checking signatures.
fn is_for_signatures(jwk: &Jwk) -> bool {
    let by_use = jwk.common.public_key_use.as_ref();
    let by_operations = jwk.common.key_operations.as_ref();
    by_use.is_none_or(|use_| *use_ == PublicKeyUse::Signature)
        && by_operations.is_none_or(|all| all.contains(&KeyOperations::Verify))
}

fn is_long(text: &str, bytes: std::ops::RangeInclusive<usize>) -> bool {
    let decoded = BASE64URL_NOPAD.decode(text.as_bytes());
    decoded.is_ok_and(|decoded| bytes.contains(&decoded.len()))
}

fn text(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

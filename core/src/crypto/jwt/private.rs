//! The half of a key that signs; it leaves this file sealed or not at all.

use std::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use data_encoding::BASE64URL_NOPAD;
use secrecy::ExposeSecret;
use serde::Serialize;
use zeroize::Zeroizing;

use super::super::blocking;
use super::super::keyring::{KeyRing, Purpose};
use super::super::sealed::{Place, Sealed};
use super::{Header, PublicKey};
use crate::crypto::CryptoError;
use crate::entropy::Entropy;
use crate::model::JwtAlgorithm;

/// The label of a sealed private key: its row is the key's `kid`.
const LABEL: &str = "signing_keys.private";

/// A private key, ready to sign.
pub struct PrivateKey {
    pair: Pair,
    der: Vec<u8>,
    public: PublicKey,
}

enum Pair {
    Ed(Ed25519KeyPair),
    Ec(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

const MAKE: &str = "make a signing key";

impl PrivateKey {
    /// A fresh key, made off the async threads: RSA takes a second or more.
    pub async fn generate_blocking(
        algorithm: JwtAlgorithm,
        entropy: &dyn Entropy,
    ) -> Result<Self, CryptoError> {
        let mut seed = Zeroizing::new([0; 32]);
        entropy.fill(seed.as_mut());
        blocking::run(MAKE, move || Self::generate(algorithm, &seed)).await?
    }

    fn generate(algorithm: JwtAlgorithm, seed: &[u8; 32]) -> Result<Self, CryptoError> {
        let der = match algorithm {
            JwtAlgorithm::EdDsa => Ed25519KeyPair::from_seed_unchecked(seed)
                .ok()
                .and_then(|pair| pkcs8(&pair)),
            // These two draw from the library's own generator: it takes no other.
            JwtAlgorithm::Es256 => EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)
                .ok()
                .and_then(|pair| pair.to_pkcs8v1().ok())
                .map(|der| der.as_ref().to_vec()),
            JwtAlgorithm::Rs256 => RsaKeyPair::generate(KeySize::Rsa2048)
                .ok()
                .and_then(|pair| pkcs8(&pair)),
        };
        Self::from_pkcs8(algorithm, der.ok_or(CryptoError::Library { doing: MAKE })?)
    }

    /// Opens the private key that was sealed for `kid`.
    pub fn open(
        sealed: &Sealed,
        ring: &KeyRing,
        algorithm: JwtAlgorithm,
        kid: &str,
    ) -> Result<Self, CryptoError> {
        let der = sealed.open(ring, place(kid))?;
        let key = Self::from_pkcs8(algorithm, der.expose_secret().to_vec())?;
        if key.public.kid() == kid {
            Ok(key)
        } else {
            Err(CryptoError::Corrupt { what: LABEL })
        }
    }

    /// Seals it for the row of its own `kid`.
    pub fn seal(&self, ring: &KeyRing, entropy: &dyn Entropy) -> Result<Sealed, CryptoError> {
        Sealed::seal(ring, place(self.public.kid()), &self.der, entropy)
    }

    /// Its public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The signed token: header, `claims` and signature (RFC 7515 §7.1).
    pub fn token(&self, typ: &str, claims: &impl Serialize) -> Result<String, CryptoError> {
        let header = Header::of(&self.public, typ);
        let mut text = part(&header)?;
        text.push('.');
        text.push_str(&part(claims)?);
        let signature = self.sign(text.as_bytes())?;
        text.push('.');
        BASE64URL_NOPAD.encode_append(&signature, &mut text);
        Ok(text)
    }

    #[cfg(test)]
    pub(super) fn der(&self) -> &[u8] {
        &self.der
    }

    /// The public half as other programs store it, for scenes of confusion.
    #[cfg(test)]
    pub(super) fn spki_pem(&self) -> String {
        use aws_lc_rs::encoding::PublicKeyX509Der;
        use aws_lc_rs::signature::KeyPair;
        let der: PublicKeyX509Der<'_> = match &self.pair {
            Pair::Ed(pair) => pair.public_key().as_der(),
            Pair::Ec(pair) => pair.public_key().as_der(),
            Pair::Rsa(pair) => pair.public_key().as_der(),
        }
        .unwrap();
        let text = data_encoding::BASE64.encode(der.as_ref());
        format!("-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----\n")
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let rng = SystemRandom::new();
        let signed = match &self.pair {
            Pair::Ed(pair) => pair.try_sign(message).map(|s| s.as_ref().to_vec()),
            Pair::Ec(pair) => pair.sign(&rng, message).map(|s| s.as_ref().to_vec()),
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &rng, message, &mut signature)
                    .map(|()| signature)
            }
        };
        signed.map_err(|_| CryptoError::Library {
            doing: "sign a token",
        })
    }

    fn from_pkcs8(algorithm: JwtAlgorithm, der: Vec<u8>) -> Result<Self, CryptoError> {
        let pair = match algorithm {
            JwtAlgorithm::EdDsa => Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der)
                .map(Pair::Ed)
                .ok(),
            JwtAlgorithm::Es256 => EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &der)
                .map(Pair::Ec)
                .ok(),
            JwtAlgorithm::Rs256 => RsaKeyPair::from_pkcs8(&der).map(Pair::Rsa).ok(),
        };
        let pair = pair.ok_or(CryptoError::Corrupt { what: LABEL })?;
        let public = match &pair {
            Pair::Ed(pair) => PublicKey::of_ed25519(pair),
            Pair::Ec(pair) => PublicKey::of_p256(pair),
            Pair::Rsa(pair) => PublicKey::of_rsa(pair),
        }?;
        Ok(Self { pair, der, public })
    }
}

impl Drop for PrivateKey {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.der);
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({})", self.public.kid())
    }
}

fn place(kid: &str) -> Place<'_> {
    Place {
        purpose: Purpose::SigningKey,
        label: LABEL,
        row: kid.as_bytes(),
    }
}

fn pkcs8(pair: &impl AsDer<Pkcs8V1Der<'static>>) -> Option<Vec<u8>> {
    pair.as_der().ok().map(|der| der.as_ref().to_vec())
}

fn part(of: &impl Serialize) -> Result<String, CryptoError> {
    let json = serde_json::to_vec(of).map_err(|_| CryptoError::Library {
        doing: "write a token",
    })?;
    Ok(BASE64URL_NOPAD.encode(&json))
}

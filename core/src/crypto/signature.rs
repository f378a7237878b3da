//! Ed25519 (RFC 8032) for audit seals: one key signs, anyone with the public key verifies.
use std::fmt;
use std::path::Path;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use secrecy::{ExposeSecret, SecretString};

use super::base64url::{self, Secret32};
use super::{CryptoError, digest, key_file};
use crate::entropy::Entropy;

/// What the text of a seed begins with, so that no key ring is taken for one.
const PREFIX: &str = "ed25519:";

/// The first 8 bytes of the public key's SHA-256, as 16 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(String);

impl KeyId {
    /// The 16 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The public half, which may be shown and stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Takes a public key back from storage.
    pub fn from_stored(bytes: &[u8]) -> Result<Self, CryptoError> {
        let key = bytes
            .try_into()
            .map_err(|_| CryptoError::Corrupt { what: "public key" })?;
        Ok(Self(key))
    }

    /// The 32 bytes to store.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The name seals give this key.
    pub fn id(&self) -> KeyId {
        KeyId(digest::hex(&digest::sha256(&self.0)[..8]))
    }

    /// Whether `signature` (64 bytes) is this key's over `message`.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0)
            .verify(message, signature)
            .is_ok()
    }
}

impl fmt::Display for PublicKey {
    /// 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&digest::hex(&self.0))
    }
}

impl std::str::FromStr for PublicKey {
    type Err = CryptoError;

    /// Reads 64 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, CryptoError> {
        let text = text.trim().to_ascii_lowercase();
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes());
        Self::from_stored(&bytes.unwrap_or_default())
    }
}

/// The private half, held by the worker only.
pub struct SigningKey {
    seed: Secret32,
    pair: Ed25519KeyPair,
    public: PublicKey,
}

impl SigningKey {
    /// A fresh key.
    pub fn generate(entropy: &dyn Entropy) -> Result<Self, CryptoError> {
        Self::from_seed(Secret32::init_with_mut(|seed: &mut [u8; 32]| {
            entropy.fill(seed);
        }))
    }

    /// Reads the text of a key file or of an environment variable: `ed25519:` and 43 characters.
    pub fn parse(text: &SecretString) -> Result<Self, CryptoError> {
        let seed = text
            .expose_secret()
            .trim_ascii()
            .strip_prefix(PREFIX)
            .and_then(base64url::decode32);
        let why = "it is not `ed25519:` and 43 characters of base64url";
        Self::from_seed(seed.ok_or(CryptoError::KeyText { why })?)
    }

    /// The key in the key file at `path`, whose owner and mode are checked.
    pub fn load(path: &Path) -> Result<Self, CryptoError> {
        Self::parse(&key_file::read(path)?).map_err(|error| key_file::blame(path, error))
    }

    /// Writes the key to a new key file, mode 0600.
    pub fn create(&self, path: &Path) -> Result<(), CryptoError> {
        let seed = base64url::encode(self.seed.expose_secret());
        key_file::create(path, &[PREFIX, &seed, "\n"].concat().into())
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        self.public
    }

    /// The signature over `message`.
    pub fn sign(&self, message: &[u8]) -> Result<[u8; 64], CryptoError> {
        let signed = self.pair.try_sign(message).ok();
        signed
            .and_then(|s| s.as_ref().try_into().ok())
            .ok_or(CryptoError::Library { doing: "sign" })
    }

    fn from_seed(seed: Secret32) -> Result<Self, CryptoError> {
        let failed = || CryptoError::Library {
            doing: "read a signing key",
        };
        let pair =
            Ed25519KeyPair::from_seed_unchecked(seed.expose_secret()).map_err(|_| failed())?;
        let public = pair
            .public_key()
            .as_ref()
            .try_into()
            .map_err(|_| failed())?;
        Ok(Self {
            seed,
            pair,
            public: PublicKey(public),
        })
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.public.id())
    }
}

#[cfg(test)]
#[path = "signature_tests.rs"]
mod tests;

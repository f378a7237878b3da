//! Secrets at rest: AES-256-GCM, bound to the place they belong to, naming their key version themselves.
use std::fmt;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use secrecy::{ExposeSecret, SecretSlice};

use super::CryptoError;
use super::keyring::{KeyRing, KeyVersion, Purpose};
use crate::entropy::Entropy;

/// The stored form: this byte, the key version (4, big endian), the nonce (12), the ciphertext and its tag (16).
const FORM: u8 = 1;
const NONCE_AT: usize = 5;
const TEXT_AT: usize = NONCE_AT + 12;
const TAG: usize = 16;

/// Where a sealed value belongs; it opens nowhere else.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// What it is used for, which picks the key.
    pub purpose: Purpose,
    /// The fixed logical label of the value, such as `totp.secret`; never a table's real name.
    pub label: &'static str,
    /// The id of its row.
    pub row: &'a [u8],
}

/// Ciphertext as stored. Nothing in it is secret without its key.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// Seals `secret` for its `place` under the ring's newest key and a fresh nonce.
    pub fn seal(
        ring: &KeyRing,
        place: Place<'_>,
        secret: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<Self, CryptoError> {
        let version = ring.newest();
        // Random 96-bit nonces: good for 2^32 values per key (NIST SP 800-38D §8.3), then rotate.
        let mut nonce = [0; TEXT_AT - NONCE_AT];
        entropy.fill(&mut nonce);
        let aad = associated(place, version);
        let text = cipher(ring, place.purpose, version)?
            .encrypt(
                &nonce.into(),
                Payload {
                    msg: secret,
                    aad: &aad,
                },
            )
            .map_err(|_| CryptoError::Library {
                doing: "seal a secret",
            })?;
        Ok(Self(
            [&[FORM][..], &version.0.to_be_bytes(), &nonce, &text].concat(),
        ))
    }

    /// Opens it; altered bytes, another place or another key come back `Corrupt`.
    pub fn open(&self, ring: &KeyRing, place: Place<'_>) -> Result<SecretSlice<u8>, CryptoError> {
        let corrupt = || CryptoError::Corrupt { what: place.label };
        let version = self.key_version();
        let nonce = self
            .0
            .get(NONCE_AT..TEXT_AT)
            .and_then(|n| n.try_into().ok());
        let (nonce, text): (&[u8; 12], _) = nonce.zip(self.0.get(TEXT_AT..)).ok_or_else(corrupt)?;
        let aad = associated(place, version);
        cipher(ring, place.purpose, version)?
            .decrypt(
                nonce.into(),
                Payload {
                    msg: text,
                    aad: &aad,
                },
            )
            .map(SecretSlice::from)
            .map_err(|_| corrupt())
    }

    /// The same secret under the ring's newest key and a fresh nonce.
    pub fn reseal(
        &self,
        ring: &KeyRing,
        place: Place<'_>,
        entropy: &dyn Entropy,
    ) -> Result<Self, CryptoError> {
        let secret = self.open(ring, place)?;
        Self::seal(ring, place, secret.expose_secret(), entropy)
    }

    /// Takes sealed bytes back from storage.
    pub fn from_stored(bytes: Vec<u8>) -> Result<Self, CryptoError> {
        if bytes.first() != Some(&FORM) || bytes.len() < TEXT_AT + TAG {
            return Err(CryptoError::UnknownFormat {
                what: "sealed value",
            });
        }
        Ok(Self(bytes))
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The version of the key it needs.
    pub fn key_version(&self) -> KeyVersion {
        let bytes = self.0.get(1..NONCE_AT).and_then(|v| v.try_into().ok());
        KeyVersion(bytes.map_or(0, u32::from_be_bytes))
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({}, {} bytes)", self.key_version(), self.0.len())
    }
}

fn cipher(ring: &KeyRing, purpose: Purpose, version: KeyVersion) -> Result<Aes256Gcm, CryptoError> {
    let key = ring.subkey(purpose, version)?;
    Ok(Aes256Gcm::new(key.expose_secret().into()))
}

/// Length-prefixed, so that no two places share their bytes.
fn associated(place: Place<'_>, version: KeyVersion) -> Vec<u8> {
    let parts = [place.label.as_bytes(), place.row, &version.0.to_be_bytes()];
    let prefixed = parts.map(|part| [&(part.len() as u64).to_be_bytes(), part].concat());
    prefixed.concat()
}

#[cfg(test)]
#[path = "sealed_tests.rs"]
mod tests;

//! The application's secrets, and what it seals under them: XChaCha20-Poly1305 under the SHA-256 of a secret,
//! `hex(nonce | ciphertext | tag)`, with several secrets behind `$ba$<version>$`.
use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::HEXLOWER_PERMISSIVE;
use secrecy::{ExposeSecret, SecretBox, SecretString};
use zeroize::Zeroizing;

use crate::crypto::{CryptoError, digest};
use crate::entropy::Entropy;

const ENVELOPE: &str = "$ba$";
const NONCE: usize = 24;
const TAG: usize = 16;
const VALUE: &str = "value sealed by Better Auth";
const UNKNOWN: CryptoError = CryptoError::UnknownFormat { what: VALUE };

/// The SHA-256 of a secret, which is the key.
type Key = SecretBox<[u8; 32]>;

/// The secrets of one application, as its environment spells them.
#[derive(Default)]
pub struct Secrets {
    /// `BETTER_AUTH_SECRETS` in its order: the first is the one in use.
    versions: Vec<(u32, Key)>,
    /// `BETTER_AUTH_SECRET`: the only one for values without an envelope.
    bare: Option<Key>,
}

impl Secrets {
    /// The application's only secret, the text of `BETTER_AUTH_SECRET`.
    pub fn one(secret: &SecretString) -> Result<Self, CryptoError> {
        Ok(Self {
            versions: Vec::new(),
            bare: Some(key(line(secret.expose_secret()))?),
        })
    }

    /// The text of `BETTER_AUTH_SECRETS` (`2:…,1:…`, the one in use first), with `BETTER_AUTH_SECRET` for older values.
    pub fn versioned(
        secrets: &SecretString,
        legacy: Option<&SecretString>,
    ) -> Result<Self, CryptoError> {
        let mut all = match legacy {
            Some(legacy) => Self::one(legacy)?,
            None => Self::default(),
        };
        for entry in line(secrets.expose_secret()).split(',') {
            let (version, secret) = entry.trim().split_once(':').ok_or(MALFORMED)?;
            let version = number(version).ok_or(MALFORMED)?;
            if all.versions.iter().any(|(known, _)| *known == version) {
                return Err(CryptoError::KeyText {
                    why: "BETTER_AUTH_SECRETS names one version twice",
                });
            }
            all.versions.push((version, key(secret.trim())?));
        }
        Ok(all)
    }

    /// Opens a sealed value; what was altered or sealed under another secret comes back `Corrupt`.
    pub fn open(&self, sealed: &str) -> Result<SecretString, CryptoError> {
        let (version, hex) = split(sealed)?;
        let bytes = HEXLOWER_PERMISSIVE
            .decode(hex.as_bytes())
            .map_err(|_| UNKNOWN)?;
        let (nonce, text) = bytes.split_first_chunk::<NONCE>().ok_or(UNKNOWN)?;
        if text.len() < TAG {
            return Err(UNKNOWN);
        }
        let corrupt = CryptoError::Corrupt { what: VALUE };
        match cipher(self.key(version)?).decrypt(&XNonce::from(*nonce), text) {
            Ok(plain) => match String::from_utf8(plain) {
                Ok(plain) => Ok(plain.into()),
                Err(_) => Err(corrupt),
            },
            Err(_) => Err(corrupt),
        }
    }

    /// Seals `plain` in the form of the value it takes the place of: with an envelope if that had one, and then under
    /// the secret in use.
    pub fn seal_as(
        &self,
        old: &str,
        plain: &SecretString,
        entropy: &dyn Entropy,
    ) -> Result<String, CryptoError> {
        let version = match split(old)? {
            (None, _) => None,
            // A version that is in no list any more is no reason to fail: the value is sealed anew.
            (Some(old), _) => Some(self.versions.first().map_or(old, |(current, _)| *current)),
        };
        let mut nonce = [0; NONCE];
        entropy.fill(&mut nonce);
        let text = cipher(self.key(version)?)
            .encrypt(&XNonce::from(nonce), plain.expose_secret().as_bytes())
            .map_err(|_| CryptoError::Library {
                doing: "seal a value",
            })?;
        let hex = digest::hex(&[&nonce[..], &text].concat());
        Ok(match version {
            Some(version) => format!("{ENVELOPE}{version}${hex}"),
            None => hex,
        })
    }

    fn key(&self, version: Option<u32>) -> Result<&Key, CryptoError> {
        let Some(version) = version else {
            return self.bare.as_ref().ok_or(CryptoError::KeyText {
                why: "the value has no version, so it needs the value of BETTER_AUTH_SECRET too",
            });
        };
        let known = self.versions.iter().find(|(known, _)| *known == version);
        known
            .map(|(_, key)| key)
            .ok_or(CryptoError::SecretMissing { version })
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

const MALFORMED: CryptoError = CryptoError::KeyText {
    why: "BETTER_AUTH_SECRETS must look like 2:secret,1:secret, the one in use first",
};

/// A file ends its only line; no secret holds a line end.
fn line(text: &str) -> &str {
    text.trim_end_matches(['\r', '\n'])
}

fn key(secret: &str) -> Result<Key, CryptoError> {
    if secret.is_empty() {
        return Err(CryptoError::KeyText {
            why: "a Better Auth secret is empty",
        });
    }
    let hash = Zeroizing::new(digest::sha256(secret.as_bytes()));
    Ok(SecretBox::init_with_mut(|key: &mut [u8; 32]| *key = *hash))
}

fn cipher(key: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose_secret().into())
}

/// Decimal digits and nothing else: Rust's parser would take a sign.
fn number(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// The version in a value's envelope, if it has one, and its hexadecimal part.
fn split(sealed: &str) -> Result<(Option<u32>, &str), CryptoError> {
    let Some(rest) = sealed.strip_prefix(ENVELOPE) else {
        return Ok((None, sealed));
    };
    let (version, hex) = rest.split_once('$').ok_or(UNKNOWN)?;
    Ok((Some(number(version).ok_or(UNKNOWN)?), hex))
}

#[cfg(test)]
#[path = "secrets_tests.rs"]
mod tests;

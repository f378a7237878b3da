//! A ring of versioned 32-byte keys: new values use the newest, old ones name theirs.
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use hkdf::Hkdf;
use secrecy::{ExposeSecret, ExposeSecretMut, SecretString};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::base64url::{self, Secret32};
use super::{CryptoError, key_file};
use crate::entropy::Entropy;

/// The number of a key in its ring, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyVersion(pub u32);

impl fmt::Display for KeyVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}", self.0)
    }
}

/// What a key derived from the ring is used for; each purpose has its own (HKDF, RFC 5869).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Users' TOTP secrets.
    Factor,
    /// Operators' TOTP secrets.
    OperatorFactor,
    /// Private keys that sign access tokens.
    SigningKey,
    /// Tokens of linked identity providers.
    ProviderToken,
    /// Hashed IP addresses.
    IpHash,
    /// Short codes sent by mail.
    ShortCode,
    /// The secret part of a mail that waits to be sent.
    Mail,
    /// The state of a ceremony under way.
    Challenge,
    /// The refresh token that follows another.
    RefreshChild,
}

impl Purpose {
    /// Part of every derived key: changing one orphans everything made under it.
    const fn info(self) -> &'static [u8] {
        match self {
            Self::Factor => b"wardroom/1/factor",
            Self::OperatorFactor => b"wardroom/1/operator-factor",
            Self::SigningKey => b"wardroom/1/signing-key",
            Self::ProviderToken => b"wardroom/1/provider-token",
            Self::IpHash => b"wardroom/1/ip-hash",
            Self::ShortCode => b"wardroom/1/short-code",
            Self::Mail => b"wardroom/1/mail",
            Self::Challenge => b"wardroom/1/challenge",
            Self::RefreshChild => b"wardroom/1/refresh-child",
        }
    }
}

/// At least one key, by version. Its text form is one `version:key` per line, the key in base64url.
pub struct KeyRing {
    keys: BTreeMap<KeyVersion, Secret32>,
    newest: KeyVersion,
}

impl KeyRing {
    /// A ring with one fresh key.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let newest = KeyVersion(1);
        let keys = BTreeMap::from([(newest, fresh(entropy))]);
        Self { keys, newest }
    }

    /// Adds a fresh key, which new values use from now on.
    pub fn add(&mut self, entropy: &dyn Entropy) -> KeyVersion {
        self.newest = KeyVersion(self.newest.0.saturating_add(1));
        self.keys.insert(self.newest, fresh(entropy));
        self.newest
    }

    /// Takes a version out for good; what is sealed under it opens no more. The newest stays.
    pub fn retire(&mut self, version: KeyVersion) -> Result<(), CryptoError> {
        if version == self.newest {
            return Err(malformed(
                "its newest version cannot be retired; add one first",
            ));
        }
        let held = self.keys.remove(&version);
        held.map(drop)
            .ok_or(CryptoError::KeyMissing { version: version.0 })
    }

    /// Reads the text of a key file or of an environment variable.
    pub fn parse(text: &SecretString) -> Result<Self, CryptoError> {
        let mut keys = BTreeMap::new();
        for entry in text.expose_secret().split_ascii_whitespace() {
            let (version, key) = parse_entry(entry)?;
            if keys.insert(version, key).is_some() {
                return Err(malformed("a version appears twice"));
            }
        }
        let newest = keys.last_key_value().map(|(version, _)| *version);
        let newest = newest.ok_or(malformed("it holds no key"))?;
        Ok(Self { keys, newest })
    }

    /// The ring in the key file at `path`, whose owner and mode are checked.
    pub fn load(path: &Path) -> Result<Self, CryptoError> {
        Self::parse(&key_file::read(path)?).map_err(|error| key_file::blame(path, error))
    }

    /// Writes the ring to a new key file, mode 0600.
    pub fn create(&self, path: &Path) -> Result<(), CryptoError> {
        key_file::create(path, &self.to_text())
    }

    /// Changes the ring in the key file at `path`, in one step; of two changes at once the second is refused.
    pub fn change<T>(
        path: &Path,
        change: impl FnOnce(&mut Self) -> Result<T, CryptoError>,
    ) -> Result<T, CryptoError> {
        key_file::rewrite(path, |text| {
            let mut ring = Self::parse(text)?;
            let made = change(&mut ring)?;
            Ok((ring.to_text(), made))
        })
    }

    /// The ring's text: the whole secret, for a key file only.
    pub fn to_text(&self) -> SecretString {
        // 10 digits, a colon, 43 characters and a line feed at most: never grows, so leaves no copies.
        let mut text = Zeroizing::new(String::with_capacity(self.keys.len() * 55));
        for (version, key) in &self.keys {
            text.push_str(&version.0.to_string());
            text.push(':');
            text.push_str(&base64url::encode(key.expose_secret()));
            text.push('\n');
        }
        text.as_str().into()
    }

    /// The version new values use.
    pub fn newest(&self) -> KeyVersion {
        self.newest
    }

    /// The versions held, oldest first.
    pub fn versions(&self) -> impl Iterator<Item = KeyVersion> {
        self.keys.keys().copied()
    }

    /// The key for one purpose under one version.
    pub(super) fn subkey(
        &self,
        purpose: Purpose,
        version: KeyVersion,
    ) -> Result<Secret32, CryptoError> {
        let missing = CryptoError::KeyMissing { version: version.0 };
        let key = self.keys.get(&version).ok_or(missing)?;
        let mut derived = Secret32::default();
        Hkdf::<Sha256>::new(None, key.expose_secret())
            .expand(purpose.info(), derived.expose_secret_mut())
            .map_err(|_| CryptoError::Library {
                doing: "derive a key",
            })?;
        Ok(derived)
    }
}

// Versions are no secret and help to find a missing one.
impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.keys.keys()).finish()
    }
}

fn fresh(entropy: &dyn Entropy) -> Secret32 {
    Secret32::init_with_mut(|key: &mut [u8; 32]| entropy.fill(key))
}

fn parse_entry(entry: &str) -> Result<(KeyVersion, Secret32), CryptoError> {
    let (version, key) = entry
        .split_once(':')
        .ok_or(malformed("an entry is not `version:key`"))?;
    let version = version.parse().ok().filter(|v| *v > 0);
    let version = version.ok_or(malformed("a version is not a number from 1"))?;
    let key =
        base64url::decode32(key).ok_or(malformed("a key is not 43 characters of base64url"))?;
    Ok((KeyVersion(version), key))
}

fn malformed(why: &'static str) -> CryptoError {
    CryptoError::KeyText { why }
}

#[cfg(test)]
#[path = "keyring_tests.rs"]
mod tests;

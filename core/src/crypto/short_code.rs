//! Short codes sent by mail: six digits, stored only as an HMAC bound to the row and address they were made for.
use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use super::keyring::{KeyRing, KeyVersion, Purpose};
use super::{CryptoError, digest};
use crate::entropy::Entropy;

/// At least 20 bits, as one-time secrets sent out of band must have (NIST SP 800-63B-4 §3.1.3.2).
const DIGITS: usize = 6;
const CODES: u32 = 1_000_000;
/// The largest multiple of [`CODES`] that fits: numbers beyond would make some codes likelier than others.
const FAIR: u32 = u32::MAX - u32::MAX % CODES;
const VERSION: usize = 4;

/// A code as its receiver types it.
#[derive(Clone)]
pub struct ShortCode(SecretString);

/// What a code opens and nothing else: its row and the address it was sent to.
#[derive(Clone, Copy, Debug)]
pub struct CodePlace<'a> {
    /// The id of its row.
    pub row: &'a [u8],
    /// The address it was sent to, as it is compared.
    pub address: &'a str,
}

impl ShortCode {
    /// A fresh code, each of the million as likely as another.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut bytes = [0; 4];
        loop {
            entropy.fill(&mut bytes);
            let number = u32::from_be_bytes(bytes);
            if number < FAIR {
                return Self(format!("{:0DIGITS$}", number % CODES).into());
            }
        }
    }

    /// Reads a code as typed, spaces and dashes aside.
    pub fn parse(typed: &str) -> Result<Self, CryptoError> {
        let digits: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .take(DIGITS + 1)
            .collect();
        if digits.len() != DIGITS || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(CryptoError::Mistyped {
                what: "code",
                form: "6 digits",
            });
        }
        Ok(Self(digits.into()))
    }

    /// The digits, to be sent once.
    pub fn expose(&self) -> &SecretString {
        &self.0
    }

    /// What is stored: the key's version (4 bytes, big endian) and the HMAC-SHA-256.
    ///
    /// Keyed, because a million guesses against a plain hash take a second.
    pub fn stored(&self, ring: &KeyRing, place: CodePlace<'_>) -> Result<Vec<u8>, CryptoError> {
        self.under(ring, ring.newest(), place)
    }

    /// Whether `stored` was made of this code for this place.
    pub fn matches(
        &self,
        ring: &KeyRing,
        place: CodePlace<'_>,
        stored: &[u8],
    ) -> Result<bool, CryptoError> {
        let corrupt = CryptoError::Corrupt { what: "code hash" };
        let version = stored.get(..VERSION).and_then(|v| v.try_into().ok());
        let version = KeyVersion(version.map(u32::from_be_bytes).ok_or(corrupt)?);
        Ok(digest::same(&self.under(ring, version, place)?, stored))
    }

    fn under(
        &self,
        ring: &KeyRing,
        version: KeyVersion,
        place: CodePlace<'_>,
    ) -> Result<Vec<u8>, CryptoError> {
        let key = ring.subkey(Purpose::ShortCode, version)?;
        let failed = |_| CryptoError::Library {
            doing: "hash a code",
        };
        let mut mac = Hmac::<Sha256>::new_from_slice(key.expose_secret()).map_err(failed)?;
        // Length-prefixed, so that no two places share their bytes.
        let code = self.0.expose_secret().as_bytes();
        for part in [place.row, place.address.as_bytes(), code] {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        Ok([&version.0.to_be_bytes()[..], &mac.finalize().into_bytes()].concat())
    }
}

impl fmt::Debug for ShortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShortCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    const PLACE: CodePlace<'_> = CodePlace {
        row: &[7],
        address: "dora@mail.example",
    };

    #[test]
    fn a_code_is_six_digits_however_it_is_typed() {
        let code = ShortCode::generate(&SeededEntropy::new(1));
        let text = code.expose().expose_secret();
        assert_eq!(text.len(), 6);
        let typed = format!(" {}-{} ", &text[..3], &text[3..]);
        let read = ShortCode::parse(&typed).unwrap();
        assert_eq!(read.expose().expose_secret(), text);
        for typed in ["", "12345", "1234567", "12345x", "１２３４５６"] {
            assert!(ShortCode::parse(typed).is_err(), "{typed}");
        }
        assert_eq!(format!("{code:?}"), "ShortCode(…)");
    }

    #[test]
    fn it_opens_its_own_row_for_its_own_address_only() {
        let mut ring = KeyRing::generate(&SeededEntropy::new(2));
        let code = ShortCode::parse("012345").unwrap();
        let stored = code.stored(&ring, PLACE).unwrap();
        ring.add(&SeededEntropy::new(3));
        assert!(code.matches(&ring, PLACE, &stored).unwrap());
        let others = [
            CodePlace { row: &[8], ..PLACE },
            CodePlace {
                address: "bob@mail.example",
                ..PLACE
            },
        ];
        for place in others {
            assert!(!code.matches(&ring, place, &stored).unwrap(), "{place:?}");
        }
        let wrong = ShortCode::parse("012346").unwrap();
        assert!(!wrong.matches(&ring, PLACE, &stored).unwrap());
        assert!(code.matches(&ring, PLACE, &stored[..3]).is_err());
        let stranger = KeyRing::generate(&SeededEntropy::new(4));
        assert!(!code.matches(&stranger, PLACE, &stored).unwrap());
    }
}

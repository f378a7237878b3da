//! Supabase Auth: one-time passwords and their hashes, and the envelope of its encrypted columns.
use std::fmt;
use std::ops::RangeInclusive;

use data_encoding::BASE64;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use sha2::{Digest, Sha224};
use zeroize::Zeroizing;

use crate::crypto::{CryptoError, digest};
use crate::entropy::Entropy;

/// How many digits Supabase Auth allows a one-time password to have (`GOTRUE_MAILER_OTP_LENGTH`).
pub const OTP_DIGITS: RangeInclusive<u32> = 6..=10;
/// Its default.
pub const OTP_DEFAULT: u32 = 6;

const ALGORITHM: &str = "aes-gcm-hkdf";
const NONCE: usize = 12;

/// A one-time password as it is mailed.
#[derive(Clone)]
pub struct Otp(SecretString);

impl Otp {
    /// A fresh one of so many digits, each number as likely as another.
    pub fn generate(digits: u32, entropy: &dyn Entropy) -> Result<Self, CryptoError> {
        if !OTP_DIGITS.contains(&digits) {
            return Err(CryptoError::Mistyped {
                what: "length of one-time passwords",
                form: "a number from 6 to 10",
            });
        }
        let numbers = 10_u64.pow(digits);
        // The largest multiple that fits: numbers beyond would make some passwords likelier than others.
        let fair = u64::MAX - u64::MAX % numbers;
        let mut bytes = Zeroizing::new([0; 8]);
        loop {
            entropy.fill(&mut *bytes);
            let number = u64::from_be_bytes(*bytes);
            if number < fair {
                let width = digits as usize;
                return Ok(Self(format!("{:0width$}", number % numbers).into()));
            }
        }
    }

    /// The digits, to be sent once.
    pub fn expose(&self) -> &SecretString {
        &self.0
    }

    /// What is stored, and what stands in a link: the hexadecimal SHA-224 of the address and the digits.
    ///
    /// Unkeyed and fast, so whoever reads the row finds six digits at once: treat the stored text as the secret it is.
    pub fn stored(&self, address: &str) -> SecretString {
        let text = Zeroizing::new([address, self.0.expose_secret()].concat());
        digest::hex(&Sha224::digest(text.as_bytes())).into()
    }
}

impl fmt::Debug for Otp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Otp(…)")
    }
}

/// How a column that may be encrypted holds its value: the password hash, the secret of an authenticator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// As it is.
    Plain,
    /// Under a key that only the application holds.
    Encrypted {
        /// The name of that key.
        key_id: String,
    },
}

impl Column {
    /// Tells the two apart; an envelope that Supabase Auth itself could not open is refused, never taken for plain.
    pub fn read(stored: &str) -> Result<Self, CryptoError> {
        // No base32 secret and no password hash begins so.
        if !stored.trim_start().starts_with('{') {
            return Ok(Self::Plain);
        }
        serde_json::from_str::<Envelope>(stored)
            .ok()
            .filter(Envelope::is_whole)
            .map(|envelope| Self::Encrypted {
                key_id: envelope.key_id,
            })
            .ok_or(CryptoError::UnknownFormat {
                what: "encrypted column",
            })
    }
}

#[derive(Deserialize)]
struct Envelope {
    key_id: String,
    alg: String,
    data: String,
    nonce: String,
}

impl Envelope {
    fn is_whole(&self) -> bool {
        let length = |text: &str| BASE64.decode(text.as_bytes()).map(|bytes| bytes.len());
        !self.key_id.is_empty()
            && self.alg == ALGORITHM
            && length(&self.data).is_ok_and(|length| length > 0)
            && length(&self.nonce) == Ok(NONCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    fn vector(name: &str) -> String {
        let all: serde_json::Value =
            serde_json::from_str(include_str!("../vectors/supabase.json")).unwrap();
        all[name].as_str().unwrap().to_owned()
    }

    #[test]
    fn the_hash_is_the_one_gotrue_made() {
        let made = Otp(vector("otp").into()).stored(&vector("otp_address"));
        assert_eq!(made.expose_secret(), vector("otp_hash"));
    }

    #[test]
    fn a_password_has_the_digits_asked_for_and_keeps_its_zeros() {
        for digits in OTP_DIGITS {
            let entropy = SeededEntropy::new(u64::from(digits));
            let mut zeros = 0;
            for _ in 0..200 {
                let otp = Otp::generate(digits, &entropy).unwrap();
                let text = otp.expose().expose_secret();
                assert_eq!(text.len(), digits as usize);
                assert!(text.bytes().all(|b| b.is_ascii_digit()), "{text}");
                zeros += usize::from(text.starts_with('0'));
            }
            assert!((5..=45).contains(&zeros), "{zeros} of 200 begin with 0");
        }
        for digits in [0, 5, 11, 20] {
            assert!(Otp::generate(digits, &SeededEntropy::new(1)).is_err());
        }
        assert_eq!(format!("{:?}", Otp("123456".into())), "Otp(…)");
    }

    #[test]
    fn an_encrypted_column_is_told_from_a_plain_one() {
        let encrypted = Column::Encrypted {
            key_id: "key-1".to_owned(),
        };
        assert_eq!(Column::read(&vector("encrypted")).unwrap(), encrypted);
        for plain in [&*vector("plain"), "$2a$10$abcdefghijklmnopqrstuv", ""] {
            assert_eq!(Column::read(plain).unwrap(), Column::Plain);
        }
    }

    #[test]
    fn what_gotrue_could_not_open_is_neither() {
        let whole = vector("encrypted");
        for (from, to) in [
            ("aes-gcm-hkdf", "aes-gcm"),
            ("\"key-1\"", "\"\""),
            ("cR4NFYCeQ/4WollV", "cR4NFYCeQ/4="),
            ("cR4NFYCeQ/4WollV", "not base64!"),
            ("\"data\"", "\"dat\""),
            ("}", ""),
            ("{", " {{"),
        ] {
            let spoiled = whole.replace(from, to);
            assert_ne!(spoiled, whole);
            assert!(Column::read(&spoiled).is_err(), "{spoiled}");
        }
    }
}

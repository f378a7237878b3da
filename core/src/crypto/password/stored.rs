//! One entry for every stored form of a password.
use secrecy::SecretString;

use super::{argon2id, bcrypt, better_auth, pbkdf2, phc, scrypt};
use crate::crypto::CryptoError;

/// A stored hash that was parsed; its parameters are within the caps, so that checking it is affordable.
pub(super) trait Form {
    /// Compares by the rules of whoever stored it.
    fn verify(&self, password: &SecretString) -> Verdict;
}

type Parse = fn(&str) -> Result<Box<dyn Form>, CryptoError>;

/// What a stored hash begins with, and who reads it; the first that fits.
const FORMS: [(&str, Parse); 6] = [
    ("$argon2id$", argon2id::parse),
    ("$2", bcrypt::parse),
    ("$scrypt$", scrypt::parse),
    ("$pbkdf2-sha256$", pbkdf2::parse),
    ("$pbkdf2-sha512$", pbkdf2::parse),
    ("", better_auth::parse),
];

fn parse(stored: &str) -> Result<Box<dyn Form>, CryptoError> {
    let form = FORMS.iter().find(|(begins, _)| stored.starts_with(begins));
    form.map_or_else(|| Err(phc::unknown()), |(_, parse)| parse(stored))
}

/// What comparing a password with a stored hash found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the password; with `rehash`, store a fresh hash of it now.
    Match {
        /// The stored hash is weaker than one of ours, or somebody else's.
        rehash: bool,
    },
    /// It is another password.
    NoMatch,
    /// The stored hash cannot be checked: an unknown form, or above the caps; [`check_stored`] says which.
    Unknown,
}

/// Compares `password` with the `stored` hash. Takes 20 ms, a foreign form up to 0.8 s: from async code use [`super::verify_blocking`].
pub fn verify(stored: &str, password: &SecretString) -> Verdict {
    parse(stored).map_or(Verdict::Unknown, |hash| hash.verify(password))
}

/// Says why a stored hash could never be checked, if so, without any hashing.
pub fn check_stored(stored: &str) -> Result<(), CryptoError> {
    parse(stored).map(drop)
}

#[cfg(test)]
#[path = "stored_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "foreign_tests.rs"]
mod foreign_tests;

//! One entry for every stored form of a password.
use secrecy::SecretString;

use super::argon2id::Stored;
use crate::crypto::CryptoError;

/// What comparing a password with a stored hash found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the password; with `rehash`, store a fresh hash of it now.
    Match {
        /// The stored hash is weaker than one of ours.
        rehash: bool,
    },
    /// It is another password.
    NoMatch,
    /// The stored hash cannot be checked: an unknown form, or above the caps; [`check_stored`] says which.
    Unknown,
}

/// Compares `password` with the `stored` hash. Takes about 20 ms: from async code use [`super::verify_blocking`].
pub fn verify(stored: &str, password: &SecretString) -> Verdict {
    Stored::parse(stored).map_or(Verdict::Unknown, |hash| hash.verify(password))
}

/// Says why a stored hash could never be checked, if so, without any hashing.
pub fn check_stored(stored: &str) -> Result<(), CryptoError> {
    Stored::parse(stored).map(drop)
}

#[cfg(test)]
#[path = "stored_tests.rs"]
mod tests;

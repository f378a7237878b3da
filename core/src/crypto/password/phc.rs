//! The PHC string form, `$algorithm$parameters$salt$hash`, read once for every algorithm that is stored in it.
use argon2::PasswordHash;
use argon2::password_hash::Error as PhcError;

use super::Verdict;
use crate::crypto::CryptoError;

/// Longer than any PHC string we would accept.
const MAX_TEXT: usize = 512;

/// A string that holds all four parts; their meaning is the algorithm's affair.
pub(super) fn parse(text: &str) -> Result<PasswordHash, CryptoError> {
    if text.len() > MAX_TEXT {
        return Err(unknown());
    }
    PasswordHash::new(text)
        .ok()
        .filter(|phc| phc.salt.is_some() && phc.hash.is_some())
        .ok_or_else(unknown)
}

/// The verdict behind the answer of a verifier.
pub(super) fn judge(answer: Result<(), PhcError>, rehash: bool) -> Verdict {
    match answer {
        Ok(()) => Verdict::Match { rehash },
        Err(PhcError::PasswordInvalid) => Verdict::NoMatch,
        Err(_) => Verdict::Unknown,
    }
}

pub(super) fn unknown() -> CryptoError {
    CryptoError::UnknownFormat {
        what: "stored password hash",
    }
}

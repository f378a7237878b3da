//! bcrypt (`$2a$`, `$2b$`, `$2y$`): the typed bytes as they are, of which it only ever reads the first 72.
use std::str::FromStr;

use ::bcrypt::HashParts;
use secrecy::SecretString;

use super::stored::Form;
use super::{Verdict, phc, plain::typed};
use crate::crypto::CryptoError;

/// 2^14 rounds take about 0.8 s on the machine that hashes with cost 10 in 49 ms.
const MAX_COST: u32 = 14;
/// What bcrypt reads of a password.
const READS: usize = 72;
/// `$2x$` marks hashes of an old defect with characters beyond ASCII, which nobody computes any more.
const PREFIXES: [&str; 3] = ["$2a$", "$2b$", "$2y$"];

struct Stored(String);

pub(super) fn parse(text: &str) -> Result<Box<dyn Form>, CryptoError> {
    let parts = HashParts::from_str(text).map_err(|_| phc::unknown())?;
    if !PREFIXES.iter().any(|prefix| text.starts_with(prefix)) || parts.get_cost() < 4 {
        return Err(phc::unknown());
    }
    if parts.get_cost() > MAX_COST {
        return Err(CryptoError::TooExpensive);
    }
    Ok(Box::new(Stored(text.to_owned())))
}

impl Form for Stored {
    fn verify(&self, password: &SecretString) -> Verdict {
        let Some(bytes) = typed(password) else {
            return Verdict::NoMatch;
        };
        match ::bcrypt::verify(bytes, &self.0) {
            // What it did not read may be mistyped: rehashed whole, the right one would not match again.
            Ok(true) => Verdict::Match {
                rehash: bytes.len() <= READS,
            },
            Ok(false) => Verdict::NoMatch,
            Err(_) => Verdict::Unknown,
        }
    }
}

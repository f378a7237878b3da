//! PBKDF2 (RFC 8018) in the PHC string form, `$pbkdf2-sha256$i=…$salt$hash`: the typed bytes as they are.
use ::pbkdf2::pbkdf2_hmac;
use argon2::PasswordHash;
use secrecy::SecretString;
use sha2::{Sha256, Sha512};
use zeroize::Zeroizing;

use super::stored::Form;
use super::{Verdict, phc, plain::typed};
use crate::crypto::{CryptoError, digest};

/// About 0.5 s: eight times what OWASP recommends.
const MAX_ROUNDS: u32 = 5_000_000;

type Derive = fn(&[u8], &[u8], u32, &mut [u8]);
const DIGESTS: [(&str, Derive); 2] = [
    ("pbkdf2-sha256", pbkdf2_hmac::<Sha256>),
    ("pbkdf2-sha512", pbkdf2_hmac::<Sha512>),
];

struct Stored {
    derive: Derive,
    rounds: u32,
    salt: Vec<u8>,
    key: Vec<u8>,
}

pub(super) fn parse(text: &str) -> Result<Box<dyn Form>, CryptoError> {
    let phc = phc::parse(text)?;
    let stored = read(&phc).ok_or_else(phc::unknown)?;
    if stored.rounds > MAX_ROUNDS {
        return Err(CryptoError::TooExpensive);
    }
    Ok(Box::new(stored))
}

/// By hand: the crate's own reader refuses a key of another length than 32 bytes where the string does not repeat it.
fn read(phc: &PasswordHash) -> Option<Stored> {
    let digest = |(name, _): &&(&str, Derive)| phc.algorithm.as_str() == *name;
    Some(Stored {
        derive: DIGESTS.iter().find(digest)?.1,
        rounds: phc.params.get_decimal("i").filter(|rounds| *rounds > 0)?,
        salt: phc.salt.as_ref()?.as_ref().to_vec(),
        key: phc.hash.as_ref()?.as_bytes().to_vec(),
    })
}

impl Form for Stored {
    fn verify(&self, password: &SecretString) -> Verdict {
        let Some(bytes) = typed(password) else {
            return Verdict::NoMatch;
        };
        let mut made = Zeroizing::new(vec![0; self.key.len()]);
        (self.derive)(bytes, &self.salt, self.rounds, &mut made);
        if digest::same(&made, &self.key) {
            return Verdict::Match { rehash: true };
        }
        Verdict::NoMatch
    }
}

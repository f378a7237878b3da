//! argon2id (RFC 9106) in the PHC string form: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
use std::hint::black_box;

use argon2::password_hash::phc::Output;
use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, PasswordHash, PasswordHasher,
    PasswordVerifier, Version,
};
use secrecy::SecretString;

use super::stored::Form;
use super::{Verdict, cost, phc, plain::normalised};
use crate::crypto::CryptoError;
use crate::entropy::Entropy;

const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;
/// Above glibc's `DEFAULT_MMAP_THRESHOLD_MAX`.
const ALWAYS_GIVEN_BACK: usize = 33 * 1024 * 1024;
const FAILED: CryptoError = CryptoError::Library {
    doing: "hash a password",
};

/// The string to store for `password`. Takes about 20 ms: from async code use [`super::hash_blocking`].
pub fn hash(password: &SecretString, entropy: &dyn Entropy) -> Result<String, CryptoError> {
    hash_salted(password, &new_salt(entropy))
}

pub(super) fn new_salt(entropy: &dyn Entropy) -> [u8; SALT_BYTES] {
    let mut salt = [0; SALT_BYTES];
    entropy.fill(&mut salt);
    salt
}

pub(super) fn hash_salted(
    password: &SecretString,
    salt: &[u8; SALT_BYTES],
) -> Result<String, CryptoError> {
    let too_long = || CryptoError::PasswordTooLong {
        max: super::MAX_CHARACTERS,
    };
    let plain = normalised(password).ok_or_else(too_long)?;
    let hashed: PasswordHash = ours()
        .hash_password_with_salt(plain.as_bytes(), salt)
        .map_err(|_| FAILED)?;
    Ok(hashed.to_string())
}

/// A stored argon2id string whose parameters are within the caps.
struct Stored {
    phc: PasswordHash,
    params: Params,
}

pub(super) fn parse(text: &str) -> Result<Box<dyn Form>, CryptoError> {
    let phc = phc::parse(text)?;
    if phc.algorithm != ARGON2ID_IDENT {
        return Err(phc::unknown());
    }
    let params = Params::try_from(&phc).map_err(|_| phc::unknown())?;
    cost::refuse_excess(&params)?;
    Ok(Box::new(Stored { phc, params }))
}

impl Form for Stored {
    fn verify(&self, password: &SecretString) -> Verdict {
        let Some(plain) = normalised(password) else {
            return Verdict::NoMatch;
        };
        let answer = ours().verify_password(plain.as_bytes(), &self.phc);
        phc::judge(answer, self.is_stale())
    }
}

impl Stored {
    fn is_stale(&self) -> bool {
        let short = |bytes: Option<usize>, ours| bytes.is_none_or(|n| n < ours);
        cost::is_below_ours(&self.params)
            || self.phc.version != Some(Version::V0x13.into())
            || short(self.phc.salt.as_ref().map(|salt| salt.len()), SALT_BYTES)
            || short(self.phc.hash.as_ref().map(Output::len), HASH_BYTES)
    }
}

/// 32 bytes of our argon2id for `secret`, for short secrets that are not passwords.
pub(in crate::crypto) fn derive(
    secret: &[u8],
    salt: &[u8; SALT_BYTES],
    out: &mut [u8; HASH_BYTES],
) -> Result<(), CryptoError> {
    ours()
        .hash_password_into_with_memory(secret, salt, out, memory())
        .map_err(|_| FAILED)
}

/// What one hash works in. glibc keeps freed blocks of up to 32 MiB for the thread that had them, so that ten codes
/// would leave two hundred MiB with a console; larger ones go back at once, and what is never touched costs nothing.
fn memory() -> Vec<Block> {
    let mut blocks = Vec::with_capacity(ALWAYS_GIVEN_BACK / Block::SIZE);
    blocks.resize(cost::OURS.block_count(), Block::default());
    blocks
}

/// Spends what checking a hash of ours costs, so that an unknown name takes as long as a wrong password.
pub(super) fn spend(password: &SecretString) {
    let plain = normalised(password).unwrap_or_default();
    let mut out = [0; HASH_BYTES];
    let done = derive(plain.as_bytes(), &[0; SALT_BYTES], &mut out);
    let _ = black_box((done, out));
}

fn ours() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost::OURS)
}

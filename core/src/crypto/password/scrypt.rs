//! scrypt (RFC 7914) in the PHC string form, `$scrypt$ln=…,r=…,p=…$salt$hash`: the typed bytes as they are.
use ::scrypt::{Params, Scrypt};
use argon2::{PasswordHash, PasswordVerifier};
use secrecy::SecretString;

use super::stored::Form;
use super::{Verdict, phc, plain::typed};
use crate::crypto::CryptoError;

/// 256 MiB, as for argon2id: N · r blocks of 128 bytes.
const MAX_BLOCKS: u64 = 2 * 1024 * 1024;
/// N · r · p, about 0.7 s: twice the dearest that OWASP recommends.
const MAX_WORK: u64 = 2 * 1024 * 1024;

struct Stored(PasswordHash);

pub(super) fn parse(text: &str) -> Result<Box<dyn Form>, CryptoError> {
    let phc = phc::parse(text)?;
    let params = Params::try_from(&phc).map_err(|_| phc::unknown())?;
    let blocks = params.n().saturating_mul(params.r().into());
    let work = blocks.saturating_mul(params.p().into());
    if blocks > MAX_BLOCKS || work > MAX_WORK {
        return Err(CryptoError::TooExpensive);
    }
    Ok(Box::new(Stored(phc)))
}

impl Form for Stored {
    fn verify(&self, password: &SecretString) -> Verdict {
        let Some(bytes) = typed(password) else {
            return Verdict::NoMatch;
        };
        phc::judge(Scrypt::new().verify_password(bytes, &self.0), true)
    }
}

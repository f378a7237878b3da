//! Better Auth's form, `<salt in hex>:<key in hex>`: scrypt over NFKC, salted with the salt's text, not its bytes.
use ::scrypt::{Params, scrypt};
use secrecy::SecretString;
use zeroize::Zeroizing;

use super::stored::Form;
use super::{Verdict, phc, plain::normalised};
use crate::crypto::{CryptoError, digest};

const SALT_TEXT: usize = 32;
const KEY: usize = 64;
/// Fixed in its code: N = 2^14, r = 16, p = 1; 87 ms on the machine it was measured on.
const COST: (u8, u32, u32) = (14, 16, 1);

struct Stored {
    salt: String,
    key: Vec<u8>,
}

pub(super) fn parse(text: &str) -> Result<Box<dyn Form>, CryptoError> {
    let (salt, key) = text.split_once(':').ok_or_else(phc::unknown)?;
    let is_hex = salt.bytes().all(|b| b.is_ascii_hexdigit());
    let key = data_encoding::HEXLOWER_PERMISSIVE
        .decode(key.as_bytes())
        .ok()
        .filter(|key| key.len() == KEY && salt.len() == SALT_TEXT && is_hex)
        .ok_or_else(phc::unknown)?;
    let salt = salt.to_owned();
    Ok(Box::new(Stored { salt, key }))
}

impl Form for Stored {
    fn verify(&self, password: &SecretString) -> Verdict {
        let Some(plain) = normalised(password) else {
            return Verdict::NoMatch;
        };
        let (log_n, r, p) = COST;
        let mut made = Zeroizing::new([0; KEY]);
        let done = Params::new(log_n, r, p).is_ok_and(|params| {
            scrypt(plain.as_bytes(), self.salt.as_bytes(), &params, &mut *made).is_ok()
        });
        match (done, digest::same(&*made, &self.key)) {
            (true, true) => Verdict::Match { rehash: true },
            (true, false) => Verdict::NoMatch,
            (false, _) => Verdict::Unknown,
        }
    }
}

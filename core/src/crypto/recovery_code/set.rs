//! A set of recovery codes as it is issued and stored: argon2id hashes under one salt (NIST SP 800-63B-4 §3.1.2.2),
//! so that checking a typed code costs one hash however many are left.
use std::fmt;

use subtle::{ConditionallySelectable, ConstantTimeEq};

use super::RecoveryCode;
use crate::crypto::{CryptoError, blocking, password};
use crate::entropy::Entropy;

/// The most codes one set may have; each costs a hash to issue.
pub const MAX_CODES: usize = 32;

/// The salt all codes of one set share.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodeSalt([u8; 16]);

impl CodeSalt {
    /// Takes a salt back from storage.
    pub fn from_stored(bytes: &[u8]) -> Result<Self, CryptoError> {
        let salt = bytes.try_into().map_err(|_| CryptoError::Corrupt {
            what: "recovery code salt",
        })?;
        Ok(Self(salt))
    }

    /// The 16 bytes to store.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// What is stored of one code.
#[derive(Clone, Copy)]
pub struct CodeHash([u8; 32]);

impl CodeHash {
    /// Takes a hash back from storage.
    pub fn from_stored(bytes: &[u8]) -> Result<Self, CryptoError> {
        let hash = bytes.try_into().map_err(|_| CryptoError::Corrupt {
            what: "recovery code hash",
        })?;
        Ok(Self(hash))
    }

    /// The 32 bytes to store.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for CodeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeHash(…)")
    }
}

/// A fresh set: the codes to show once, and what to store of them, in the same order.
#[derive(Debug)]
pub struct IssuedSet {
    /// The codes themselves.
    pub codes: Vec<RecoveryCode>,
    /// Their common salt.
    pub salt: CodeSalt,
    /// Their hashes.
    pub hashes: Vec<CodeHash>,
}

impl IssuedSet {
    /// Makes `count` codes ([`MAX_CODES`] at most) and hashes them on a blocking thread.
    pub async fn generate_blocking(
        count: usize,
        entropy: &dyn Entropy,
    ) -> Result<Self, CryptoError> {
        let mut salt = CodeSalt([0; 16]);
        entropy.fill(&mut salt.0);
        let codes: Vec<_> = (0..count.min(MAX_CODES))
            .map(|_| RecoveryCode::generate(entropy))
            .collect();
        blocking::run("hash recovery codes", move || {
            let hashes = codes
                .iter()
                .map(|code| hash(code, salt))
                .collect::<Result<_, _>>()?;
            Ok(Self {
                codes,
                salt,
                hashes,
            })
        })
        .await?
    }
}

/// Which of `hashes` is `code`'s; looks at all of them whichever matches.
pub fn find_in_set(
    code: &RecoveryCode,
    salt: CodeSalt,
    hashes: &[CodeHash],
) -> Result<Option<usize>, CryptoError> {
    let typed = hash(code, salt)?;
    let mut found = u64::MAX;
    for (at, stored) in (0u64..).zip(hashes) {
        found.conditional_assign(&at, typed.0.ct_eq(&stored.0));
    }
    Ok(usize::try_from(found).ok().filter(|at| *at < hashes.len()))
}

/// [`find_in_set`] on a blocking thread.
pub async fn find_blocking(
    code: RecoveryCode,
    salt: CodeSalt,
    hashes: Vec<CodeHash>,
) -> Result<Option<usize>, CryptoError> {
    blocking::run("check a recovery code", move || {
        find_in_set(&code, salt, &hashes)
    })
    .await?
}

fn hash(code: &RecoveryCode, salt: CodeSalt) -> Result<CodeHash, CryptoError> {
    let mut out = [0; 32];
    password::derive(code.canonical().as_bytes(), &salt.0, &mut out)?;
    Ok(CodeHash(out))
}

#[cfg(test)]
#[path = "set_tests.rs"]
mod tests;

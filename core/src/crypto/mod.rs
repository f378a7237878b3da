//! Passwords, sealed secrets, opaque tokens, TOTP, recovery codes and signatures.
//! Nothing here touches a database; the only I/O is reading and creating a key file.
mod base64url;
mod blocking;
pub mod digest;
mod error;
pub mod foreign;
pub mod ip_hash;
pub mod jwt;
pub mod key_file;
pub mod keyring;
pub mod otpauth;
pub mod password;
pub mod recovery_code;
pub(crate) mod refresh_child;
pub mod sealed;
#[cfg(test)]
mod sealed_vectors;
pub mod short_code;
pub mod signature;
pub mod token;
pub mod totp;

pub use error::{CryptoError, KeyFileFault};

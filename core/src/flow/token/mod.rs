//! Access tokens: signed here, checked here or anywhere that can read the published keys.

mod access;
mod claims;
mod jwks;
mod keys;
mod remote;
mod signer;
mod verify;

pub use access::AccessToken;
pub use claims::Claims;
pub(super) use keys::Keys;
pub(super) use signer::Signer;

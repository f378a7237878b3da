//! Identities: linked, signed in with, listed, unlinked.

mod keep;
mod link;
mod list;
mod proven;
mod sign_in;
mod unlink;

pub use proven::ProvenIdentity;

//! Passkeys (WebAuthn level 2): registered, signed in with, shown again, renamed, removed.
//!
//! What goes to the browser and comes back is JSON as its WebAuthn functions take and give it, binary fields in
//! base64url. A passkey verifies its user itself, so it is both factors at once.

mod answer;
mod assert;
mod begin_registration;
mod begin_sign_in;
mod ceremony;
mod finish_registration;
mod finish_sign_in;
mod relying_party;
mod remove;
mod rename;
mod step_up;

pub use ceremony::PasskeyCeremony;

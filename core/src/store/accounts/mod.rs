//! What only an application's flows read and write, one file per table; never called without its transaction.

#[expect(dead_code, reason = "the flows that answer a challenge come next")]
pub(crate) mod challenges;
pub(crate) mod events;
pub(crate) mod mail;
pub(crate) mod profiles;
pub(crate) mod sessions;
#[expect(dead_code, reason = "the flows that answer a challenge come next")]
pub(crate) mod users;

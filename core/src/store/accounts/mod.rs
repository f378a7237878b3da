//! What only an application's flows read and write, one file per table; never called without its transaction.

pub(crate) mod addresses;
pub(crate) mod challenges;
pub(crate) mod codes;
pub(crate) mod events;
pub(crate) mod identities;
pub(crate) mod invitations;
pub(crate) mod links;
pub(crate) mod mail;
pub(crate) mod memberships;
pub(crate) mod newcomers;
pub(crate) mod passkeys;
pub(crate) mod passwords;
mod places;
pub(crate) mod profiles;
pub(crate) mod refresh_tokens;
pub(crate) mod sessions;
pub(crate) mod tenants;
pub(crate) mod totp;
pub(crate) mod users;
pub(crate) mod verifications;

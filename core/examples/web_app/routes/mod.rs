//! The routes, one file per matter; a table of contents.

mod email;
mod factors;
mod health;
mod identities;
mod passkeys;
mod passwords;
mod profile;
mod recovery;
mod sessions;
mod sign_in;
mod tenants;

use axum::Router;

use super::Shared;

/// All of them.
pub(super) fn all() -> Router<Shared> {
    Router::new()
        .merge(health::routes())
        .merge(email::routes())
        .merge(sign_in::routes())
        .merge(passwords::routes())
        .merge(recovery::routes())
        .merge(factors::routes())
        .merge(passkeys::routes())
        .merge(sessions::routes())
        .merge(identities::routes())
        .merge(tenants::routes())
        .merge(profile::routes())
}

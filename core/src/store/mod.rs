//! Reads for everyone; writes that siblings share stay inside the crate.

pub(crate) mod accounts;
pub(crate) mod api_keys;
pub(crate) mod attempts;
pub(crate) mod audit;
mod diagnosis;
mod directory;
pub(crate) mod factors;
mod health;
pub(crate) mod identities;
pub(crate) mod impact;
mod last_seen;
mod memberships;
pub(crate) mod notices;
pub(crate) mod operator_factors;
pub(crate) mod operator_sessions;
pub(crate) mod operators;
pub(crate) mod passkeys;
pub(crate) mod policies;
pub(crate) mod protection;
mod retention;
pub(crate) mod sealed_rows;
pub(crate) mod service_tokens;
pub(crate) mod sessions;
pub(crate) mod signing_keys;
mod status;
mod timeline;
mod user_access;
pub(crate) mod users;
mod users_filter;
mod users_page;
mod users_page_foreign;
pub(crate) mod ways_in;

pub use audit::{AuditFilter, ExportPermit, Exported, Known, Retired, verify_export};
pub use directory::{Directory, Parts};
pub use health::Health;

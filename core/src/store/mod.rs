//! Reads for everyone; writes that siblings share stay inside the crate.

pub(crate) mod audit;
mod directory;
mod factors;
pub(crate) mod operator_sessions;
pub(crate) mod protection;
pub(crate) mod sessions;
pub(crate) mod users;
mod users_page;

pub use audit::AuditFilter;
pub use directory::{Directory, Parts};

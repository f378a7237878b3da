//! Migrations that are tracked, checksummed both ways, reversible, and safe when several start at once.

mod beside;
mod error;
mod facts;
mod forward;
mod lock;
mod remove;
mod run;
mod session;
mod set;
mod status;
mod tables;
mod verify;

pub use error::MigrateError;
pub use remove::remove;
pub use run::{Place, Undone, is_pooled, needed, undo, up};
pub(in crate::db) use session::Session;
pub use set::Set;
pub use status::{Applied, State, Step, status};
pub use tables::tables;
pub(in crate::db) use verify::objects;

pub use verify::{Departure, Difference, Verified, catalogue, verify};

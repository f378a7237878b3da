//! Migrations that are tracked, checksummed both ways, reversible, and safe when several start at once.

mod error;
mod lock;
mod run;
mod session;
mod set;
mod status;

pub use error::MigrateError;
pub use run::{Place, Undone, undo, up};
pub use set::Set;
pub use status::{Applied, State, Step, status};

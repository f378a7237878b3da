//! The audit: appended, listed, sealed, verified and exported.

mod append;
mod export;
mod export_check;
mod feed;
mod list;
mod personal;
mod seals;
mod unsealed;
mod verify;
mod walk;

pub(crate) use append::{NewEntry, append};
pub use export::{ExportPermit, Exported};
pub use export_check::verify_export;
pub use list::AuditFilter;
pub(crate) use list::done_by;
pub(crate) use personal::erase_personal;
pub(crate) use seals::{last_seal, store_seal};
pub(crate) use unsealed::{Unsealed, unsealed};
pub use verify::Known;

/// The verb of the entry that retention leaves.
pub(crate) const RETIRE: &str = "audit retire";

/// What retention took: the detail of its entry, without which a missing segment is a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Retired {
    /// The first entry.
    pub first: i64,
    /// The last entry.
    pub last: i64,
    /// How many segments.
    pub segments: i64,
}

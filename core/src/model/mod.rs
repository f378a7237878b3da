//! The words of the account model and pure predicates over them; no input or output lives here.

mod safe;

pub use safe::Safe;

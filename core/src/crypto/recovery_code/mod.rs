//! Recovery codes: made, shown once, read aloud, kept only as hashes.
mod code;
mod set;
mod spoken;

pub use code::RecoveryCode;
pub use set::{CodeHash, CodeSalt, IssuedSet, MAX_CODES, find_blocking, find_in_set};
pub use spoken::cased_lines;

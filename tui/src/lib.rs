//! The operators' console as a library: the binary and the tests drive it.

pub mod cli;
pub mod console;

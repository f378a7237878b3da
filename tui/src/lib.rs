//! The operators' console as a library: the binary and the tests drive it.

pub mod console;

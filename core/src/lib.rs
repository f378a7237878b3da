//! The shared crate: the account model, its storage and everything that changes it.

pub mod model;

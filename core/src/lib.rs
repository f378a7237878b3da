//! The shared crate: the account model, its storage and everything that changes it.
//!
//! An application begins at [`flow`]. Rooms, outermost last: [`model`], [`crypto`], [`db`], [`layout`], [`store`],
//! then siblings that never use each other: [`flow`], [`action`], [`sweep`], [`job`], [`transfer`].

pub mod action;
pub mod clock;
pub mod crypto;
pub mod db;
pub mod entropy;
pub mod error;
pub mod flow;
pub mod ids;
pub mod job;
pub mod layout;
pub mod model;
pub mod store;
pub mod sweep;
pub mod transfer;

pub use error::{Error, Result};
pub use store::Directory;

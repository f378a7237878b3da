//! Reads for everyone; writes that siblings share stay inside the crate.

mod directory;
mod factors;
mod sessions;
mod users;
mod users_page;

pub use directory::{Directory, Parts};

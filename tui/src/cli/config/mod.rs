//! The configuration file, the places it and its companions lie in, and what results with the command line.

mod file;
mod places;
mod profile;

pub use file::{Config, check, read};
pub use places::Places;
pub use profile::{DEFAULT_SCHEMA, Environment, Profile};

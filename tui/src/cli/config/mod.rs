//! The configuration file, the places it and its companions lie in, and what results with the command line.

mod file;
mod keys;
mod places;
mod profile;

pub(crate) use file::{Config, Look, check, read};
pub(crate) use keys::{KEYS, app_keys};
pub(crate) use places::Places;
pub(crate) use profile::{DEFAULT_SCHEMA, Environment, Profile};

//! One fresh database per test: a copy of a template on PostgreSQL, a file of its own on SQLite.

mod dump;
mod engine;
mod fresh;
mod raw;
mod template;

pub use engine::{Engine, run};
pub use fresh::Fresh;
pub use template::{EMPTY, Prepare, Template};

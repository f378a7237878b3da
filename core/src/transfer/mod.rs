//! What brings many accounts in or out at once: the generator of believable directories.

mod generate;

pub use generate::{Plan, Report, generate};

//! The harness keeps its own promises: clusters start and go, databases are fresh, terminals tell the truth.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail their test")]

mod binaries;
mod clusters;
mod databases;
mod secrets;
mod terminals;

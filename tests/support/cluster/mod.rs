//! A throw-away PostgreSQL: started by the first test that needs it, gone with its process.

mod folder;
mod programs;
mod server;
mod warden;

pub use programs::program;
pub use server::{Cluster, Setup};

//! The worker: a heartbeat, the sweeps that are due, and what it shows of itself.

mod audit_key;
pub mod cli;
pub mod exit;
mod heartbeat;
mod http;
mod keys;
mod logs;
mod metrics;
mod name;
mod once;
mod open;
mod pass;
mod plan;
pub mod post;
pub mod run;
mod serve;
mod signals;
mod systemd;
mod upkeep;
mod worker;

//! The commands as people and scripts meet them: the real program, real databases, no terminal unless one is given.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail their test")]

mod access;
mod adopting;
mod attaching;
mod authjs;
mod catalogue;
mod config;
mod connect;
mod demo;
mod docs;
mod exits;
mod migrate;
mod operating;
mod pooled;
mod read_only;
mod signed;
mod signing_in;
mod verify;

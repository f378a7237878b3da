//! The worker: what sweeps remove and keep, who may run them, and what survives when a process or a server is killed.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail their test")]

mod attached;
mod cast;
mod faults;
mod keeping;
mod lease;
mod mail;
mod pages;
mod plans;
mod process;
mod removing;
mod resealing;
mod rotation;
mod sealing;

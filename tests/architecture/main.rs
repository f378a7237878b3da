//! The house rules a compiler does not check. A broken rule names the file, the line and the rule.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail their test")]

mod files;
mod forward;
mod migrations;
mod pages;
mod rooms;
mod source;
mod words;

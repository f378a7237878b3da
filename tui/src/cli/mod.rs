//! The command line: every action as a command, for people and for scripts.

mod args;
mod ask;
mod config;
mod db;
pub mod exit;
mod fail;
mod open_console;
mod out;
mod progress;
mod run;
mod settings;

pub use run::main;

//! The command line: every action as a command, for people and for scripts.

mod act;
mod api_keys;
mod args;
mod ask;
mod attach;
mod audit;
mod backup_codes;
mod completions;
mod config;
mod configuration;
mod db;
mod demo;
mod demo_fill;
mod desk;
mod detach;
mod directories;
mod docs;
mod doctor;
mod enrol;
pub mod exit;
mod factors;
mod fail;
mod identities;
mod init;
mod init_layout;
mod invitations;
mod key;
mod key_ring;
mod keys;
mod layouts;
mod login;
mod logout;
mod once;
mod open_console;
mod operators;
mod out;
mod passkeys;
mod plain;
mod progress;
mod recorder;
mod recovery_codes;
mod retention;
mod run;
mod saved;
mod sessions;
mod settings;
mod users;
mod whoami;

pub use configuration::configuration;
pub use docs::markdown;
pub use layouts::layouts;
pub use run::main;

/// What this machine calls itself, for the list of an operator's sessions.
fn host() -> Option<String> {
    let named = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let named = named.or_else(|| std::env::var("HOSTNAME").ok());
    named.map(|name| name.trim().to_owned())
}

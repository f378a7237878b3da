//! `wardroom sessions …`: see and end a user's sessions.

mod list;
mod revoke;

use clap::Subcommand;

use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with sessions.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List a user's sessions, newest first
    #[command(
        after_help = "Examples:\n  wardroom sessions list alice@example.org\n  \
        wardroom sessions list alice@example.org --live --json | jq -r .id"
    )]
    List(list::List),
    /// End one session, or with --all every session of a user
    #[command(after_help = "Examples:\n  wardroom sessions revoke 0198f2b0-…\n  \
        wardroom sessions revoke --all alice@example.org --reason 'lost laptop' --ticket T-42")]
    Revoke(revoke::Revoke),
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    match command {
        Command::List(args) => list::run(settings, args).await,
        Command::Revoke(args) => revoke::run(settings, args).await,
    }
}

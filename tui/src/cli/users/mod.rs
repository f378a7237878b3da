//! `wardroom users …`: find people and see why they cannot sign in.

mod list;
mod show;

use clap::Subcommand;

use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with users.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List users, narrowed by terms as in the console
    #[command(
        after_help = "Terms: status: 2fa: seen: created: role: tenant: and the beginning of an address\n\n\
        Examples:\n  wardroom users list\n  wardroom users list status:locked '2fa:none' 'seen:>90d'\n  \
        wardroom users list alice@ --json | jq -r .id\n  wardroom users list --all --sort email > users.tsv"
    )]
    List(list::List),
    /// Show one user: what keeps them out first
    #[command(
        after_help = "Examples:\n  wardroom users show alice@example.org\n  wardroom users show alice@example.org --json | jq .factors"
    )]
    Show {
        /// Their address or id
        user: String,
    },
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    match command {
        Command::List(args) => list::run(settings, args).await,
        Command::Show { user } => show::run(settings, &user).await,
    }
}

//! `wardroom audit …`: who did what and why, whether the record holds, and the record itself.

mod export;
mod list;
mod verify;

use clap::Subcommand;

use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with the audit.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List entries, newest first
    #[command(
        after_help = "Examples:\n  wardroom audit list --user alice@example.org\n  wardroom audit list --verb 'factors reset' --json"
    )]
    List(list::List),
    /// Verify the whole chain, its seals and personal parts
    #[command(
        after_help = "Examples:\n  wardroom audit verify\n  wardroom audit verify --head 1042:9f2c…   against a head kept elsewhere\n  \
        wardroom audit verify --file audit.jsonl  an export, without its database"
    )]
    Verify(verify::Verify),
    /// Write the audit as JSON lines; with --personal and a reason, its personal parts too
    #[command(
        after_help = "Examples:\n  wardroom audit export > audit.jsonl\n  wardroom audit export --personal --reason 'court order 7' > audit.jsonl"
    )]
    Export(export::Export),
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    match command {
        Command::List(args) => list::run(settings, args).await,
        Command::Verify(args) => verify::run(settings, args).await,
        Command::Export(args) => export::run(settings, args).await,
    }
}

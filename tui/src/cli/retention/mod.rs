//! `wardroom retention …`: what the worker removes, when, and what it did.

mod history;
mod list;
mod plan;
mod set;

use std::time::Duration;

use clap::Subcommand;
use wardroom_core::sweep::Wish;

use super::desk::Desk;
use super::fail::Outcome;
use super::settings::Settings;

/// What can be asked about retention.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show every sweep: its policy, its last run, its next
    #[command(after_help = "Example:\n  wardroom retention list")]
    List,
    /// Count exactly what a run would remove now; changes nothing
    #[command(
        after_help = "Examples:\n  wardroom retention plan\n  wardroom retention plan sessions --json | jq .tables"
    )]
    Plan {
        /// Only this sweep
        sweep: Option<String>,
    },
    /// Change how long a sweep keeps rows, when it runs and whether it does by itself
    #[command(
        after_help = "Examples:\n  wardroom retention set sessions --keep 14d --reason 'policy 7'\n  \
        wardroom retention set sessions --schedule '30 2 * * *' --zone Europe/London --reason 'after the backup'\n  \
        wardroom retention set recovery-codes --disable --reason 'under investigation'"
    )]
    Set(set::Set),
    /// Show the latest runs, newest first
    #[command(after_help = "Example:\n  wardroom retention history sessions --limit 5")]
    History {
        /// Only of this sweep
        sweep: Option<String>,
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
    },
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    let desk = Desk::open(settings).await?;
    match command {
        Command::List => list::run(&desk).await,
        Command::Plan { sweep } => plan::run(&desk, sweep.as_deref()).await,
        Command::Set(set) => set::run(&desk, set).await,
        Command::History { sweep, limit } => history::run(&desk, sweep.as_deref(), limit).await,
    }
}

/// Counts what a run would remove now.
pub(crate) async fn plan(desk: &Desk<'_>, sweep: &str) -> Outcome {
    plan::run(desk, Some(sweep)).await
}

/// Shows the latest runs.
pub(crate) async fn history(desk: &Desk<'_>, sweep: &str, limit: usize) -> Outcome {
    history::run(desk, Some(sweep), limit).await
}

/// Changes a policy.
pub(crate) async fn set(desk: &Desk<'_>, sweep: &str, wish: &Wish) -> Outcome {
    set::carry_out(desk, sweep, wish).await
}

/// A span in the console's words.
fn span(seconds: Option<i64>) -> String {
    let span = seconds
        .and_then(|s| u64::try_from(s).ok())
        .map(Duration::from_secs);
    span.map_or_else(|| "-".to_owned(), crate::console::words::span)
}

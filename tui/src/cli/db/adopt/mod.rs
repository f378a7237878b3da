//! `wardroom db adopt …`: a directory whose users were there before, in phases that can be taken back.

mod backfill;
mod cleanup;
mod expand;
mod plan;
mod switch;
mod undo;

use clap::{Args, Subcommand};
use wardroom_core::db::adopt::{Plan, Wish};
use wardroom_core::model::Safe;

use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;

/// The phases, in their order, and the way back.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show what was found, what would come of it and what stands in the way; changes nothing
    #[command(
        after_help = "Examples:\n  wardroom db adopt plan\n  wardroom db adopt plan --password-column crypted --json | jq .blockers"
    )]
    Plan(Columns),
    /// Add columns, tables and triggers beside what is there
    #[command(after_help = "Example:\n  wardroom db adopt expand")]
    Expand(Columns),
    /// Fill in the rows from before, in short batches; killed, it goes on where it stopped
    #[command(after_help = "Example:\n  wardroom db adopt backfill --batch 200 --rest-ms 50")]
    Backfill {
        /// Rows in one transaction
        #[arg(long, value_name = "ROWS", default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=10_000))]
        batch: u32,
        /// The least rest after each, in milliseconds; never shorter than the batch took
        #[arg(long, value_name = "MS", default_value_t = 5)]
        rest_ms: u64,
    },
    /// Make the indexes and constraints; from then on Wardroom and applications on its core may use it
    #[command(after_help = "Example:\n  wardroom db adopt switch")]
    Switch,
    /// Go one phase back, until cleanup
    #[command(after_help = "Example:\n  wardroom db adopt undo")]
    Undo,
    /// Drop the triggers and the old application's columns; there is no way back
    #[command(
        after_help = "Example:\n  wardroom db adopt cleanup --drop name --drop email_verified --reason \"old application gone\""
    )]
    Cleanup {
        /// A column of the old application to drop; may be given again
        #[arg(long = "drop", value_name = "COLUMN")]
        columns: Vec<String>,
        /// Why; it is kept
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

/// Columns of the existing table, where the usual names do not fit.
#[derive(Debug, Args)]
pub(crate) struct Columns {
    /// The column of the password hash [default: the first of the usual names]
    #[arg(long = "password-column", value_name = "COLUMN")]
    password: Option<String>,
    /// The column of the name people see [default: the first of the usual names]
    #[arg(long = "name-column", value_name = "COLUMN")]
    name: Option<String>,
    /// The boolean column that says the address was proved [default: the first of the usual names]
    #[arg(long = "verified-column", value_name = "COLUMN")]
    verified: Option<String>,
}

impl From<Columns> for Wish {
    fn from(columns: Columns) -> Self {
        Self {
            password: columns.password,
            name: columns.name,
            verified: columns.verified,
        }
    }
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    match command {
        Command::Plan(columns) => plan::run(settings, columns.into()).await,
        Command::Expand(columns) => expand::run(settings, columns.into()).await,
        Command::Backfill { batch, rest_ms } => backfill::run(settings, batch, rest_ms).await,
        Command::Switch => switch::run(settings).await,
        Command::Undo => undo::run(settings).await,
        Command::Cleanup { columns, reason } => cleanup::run(settings, &columns, &reason).await,
    }
}

/// A plan as people read it.
fn people(plan: &Plan) -> Vec<String> {
    let phase = plan.phase.map_or("not begun", |phase| phase.word());
    let mapping = &plan.mapping;
    let mut lines = vec![
        format!("adoption   {phase}"),
        format!(
            "table      users, {} rows, ids of kind {}",
            plan.rows, mapping.ids
        ),
    ];
    for column in &mapping.columns {
        let how = if column.added { "added as" } else { "found as" };
        lines.push(format!(
            "column     {} {how} {}",
            column.own,
            Safe::new(&column.physical)
        ));
    }
    let twins = [
        ("display_name", &mapping.name),
        ("password_hash", &mapping.password),
        ("email_verified_at", &mapping.verified),
    ];
    for (own, theirs) in twins {
        if let Some(theirs) = theirs {
            lines.push(format!("in step    {own} with {}", Safe::new(theirs)));
        }
    }
    let hashes = plan.hashes.iter();
    lines.extend(hashes.map(|(form, n)| format!("hashes     {n} {}", Safe::new(form))));
    lines.extend(plan.notices.iter().map(|n| format!("▲ {}", Safe::new(n))));
    lines.extend(plan.blockers.iter().map(|b| format!("✗ {}", Safe::new(b))));
    lines
}

//! `wardroom recovery-codes …`: a user's recovery codes, never the codes themselves but when they are issued.

use clap::Subcommand;
use serde::Serialize;
use wardroom_core::model::{CodeSet, Safe};

use super::desk::Desk;
use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with recovery codes.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show a user's sets of codes: which count, how many are left
    #[command(after_help = "Example:\n  wardroom recovery-codes status alice@example.org")]
    Status {
        /// Their address or id
        user: String,
    },
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    set: CodeSet,
    remaining: i64,
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    let Command::Status { user } = command;
    let desk = Desk::open(settings).await?;
    let user = desk.user(&user).await?;
    let now = desk.directory.now();
    let sets = desk.directory.code_sets_of(&user.id).await?;
    let sets: Vec<Shown> = sets
        .into_iter()
        .map(|set| Shown {
            remaining: set.remaining(now),
            set,
        })
        .collect();
    let heads = ["KIND", "STATE", "LEFT", "OF", "MADE", "BY"];
    settings.out.list(&heads, &sets, |shown| {
        let set = &shown.set;
        vec![
            Safe::new(set.kind.word()),
            Safe::new(set.state.word()),
            Safe::new(&shown.remaining.to_string()),
            Safe::new(&set.codes.to_string()),
            Safe::new(&set.created_at.to_string()),
            Safe::new(set.issued_by.as_deref().unwrap_or("the user")),
        ]
    })
}

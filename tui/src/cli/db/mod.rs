//! `wardroom db …`: the schema's migrations and whether the live schema is what they make.

mod adopt;
mod needed;
mod status;
mod undo;
mod up;
mod verify;

pub(super) use needed::{is_attached, needed, refuse_unattached};
pub(super) use up::{Raised, raise};

use clap::{Subcommand, ValueEnum};
use wardroom_core::db::Target;
use wardroom_core::db::migrate::{self, Set, State, Step};

use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::settings::Settings;

/// What can be done with the schema.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show where every migration stands
    #[command(
        after_help = "Examples:\n  wardroom db status\n  wardroom db status --json | jq -r 'select(.state != \"applied\").name'"
    )]
    Status,
    /// Apply what is pending; safe when several start at once
    #[command(
        after_help = "Examples:\n  wardroom db up\n  wardroom db up --set optional   substring search, for large directories"
    )]
    Up {
        /// Only this set [default: the accounts', then bookkeeping]
        #[arg(long, value_name = "SET")]
        set: Option<SetName>,
    },
    /// Undo the last migration, with the data it holds
    #[command(
        after_help = "Examples:\n  wardroom db undo\n  wardroom db undo --set bookkeeping --yes"
    )]
    Undo {
        /// Of this set [default: the last of those applied]
        #[arg(long, value_name = "SET")]
        set: Option<SetName>,
    },
    /// Compare the live schema with what the migrations make; reads only
    #[command(
        after_help = "Examples:\n  wardroom db verify\n  wardroom db verify --json | jq .differences"
    )]
    Verify,
    /// Adopt a users table that was there before, in phases
    #[command(subcommand)]
    Adopt(adopt::Command),
}

/// A migration set.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SetName {
    /// The accounts themselves
    Directory,
    /// The accounts as Auth.js spells them; only forward
    Authjs,
    /// Operators, audit, policies
    Bookkeeping,
    /// Substring search
    Optional,
}

impl From<SetName> for wardroom_core::db::migrate::Set {
    fn from(name: SetName) -> Self {
        match name {
            SetName::Directory => Self::Directory,
            SetName::Authjs => Self::Authjs,
            SetName::Bookkeeping => Self::Bookkeeping,
            SetName::Optional => Self::Optional,
        }
    }
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    match command {
        Command::Status => status::run(settings).await,
        Command::Up { set } => up::run(settings, set.map(Into::into)).await,
        Command::Undo { set } => undo::run(settings, set.map(Into::into)).await,
        Command::Verify => verify::run(settings).await,
        Command::Adopt(command) => adopt::run(settings, command).await,
    }
}

/// What to say where migrations are not applied: those of `sets`, or of every set the directory needs.
pub(crate) async fn behind(
    settings: &Settings,
    target: &Target,
    sets: Option<&[Set]>,
) -> Outcome<Option<Fail>> {
    let mut pending = 0;
    let place = settings.place(target);
    let sets = match sets {
        Some(sets) => sets,
        None => needed(settings, target).await?,
    };
    for set in sets {
        let steps = migrate::status(&place, *set).await?;
        pending += steps.iter().filter(|s| s.state == State::Pending).count();
    }
    let why = format!(
        "{target}: {pending} migrations are pending; run `wardroom init` or `wardroom db up`"
    );
    Ok((pending > 0).then(|| Fail::new(Exit::MigrationPending, why)))
}

/// A migration's state as a mark and words.
fn state(step: &Step) -> &'static str {
    match step.state {
        State::Applied => "● applied",
        State::Pending => "○ pending",
        State::Changed => "▲ changed",
        State::HalfApplied => "▲ half-applied",
        State::Unknown => "▲ unknown",
    }
}

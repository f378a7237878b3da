//! `wardroom key-ring …`: the directory's key ring, which seals what an application keeps; run where that file lies.

mod add;
mod create;
mod reseal;
mod retire;
mod versions;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::fail::Outcome;
use super::settings::Settings;

/// The file.
#[derive(Args, Clone, Debug)]
pub(crate) struct File {
    /// The directory's key ring, never the operators'; the worker takes its text from `$WARDROOM_KEYS` as well
    #[arg(long = "keys", value_name = "FILE", env = "WARDROOM_KEYS_FILE")]
    pub(crate) path: PathBuf,
}

/// What can be done with it; never a key is shown.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a key ring in a new file that only its owner can read
    #[command(after_help = "Example:\n  wardroom key-ring create --keys ring.keys")]
    Create(File),
    /// Show which versions it holds, and how many rows need each
    #[command(after_help = "Example:\n  wardroom key-ring versions --keys ring.keys --json")]
    Versions(File),
    /// Add a version, which seals what is new from now on; then hand the file to every host and restart what reads it
    #[command(after_help = "Example:\n  wardroom key-ring add --keys ring.keys")]
    Add(File),
    /// Seal anew under the newest version what an older one sealed; may be interrupted and run again
    #[command(after_help = "Example:\n  wardroom key-ring reseal --keys ring.keys")]
    Reseal(File),
    /// Take a version out for good, once no row needs it
    #[command(after_help = "Example:\n  wardroom key-ring retire 1 --keys ring.keys")]
    Retire(retire::Retire),
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    match command {
        Command::Create(file) => create::run(settings, &file),
        Command::Versions(file) => versions::run(settings, &file).await,
        Command::Add(file) => add::run(settings, &file),
        Command::Reseal(file) => reseal::run(settings, &file).await,
        Command::Retire(args) => retire::run(settings, &args).await,
    }
}

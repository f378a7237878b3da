//! `wardroom recovery-codes …`: issued in two phases, shown once, voided.

mod finish;
mod issue;
mod status;
mod void;

use clap::{Args, Subcommand};

use super::desk::Desk;
use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with recovery codes.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show a user's sets of codes: which count, how many are left
    #[command(after_help = "Example:\n  wardroom recovery-codes status alice@example.org")]
    Status(Named),
    /// Issue a 24-hour code that opens re-enrolment, or with --full ten codes; shown only now
    #[command(
        after_help = "The codes count once you finish: type the last four characters of one when the user has them.\n\n\
        Examples:\n  wardroom recovery-codes issue alice@example.org --spoken --reason 'lost phone' --identified-by callback\n  \
        wardroom recovery-codes issue alice@example.org --full --finish --json --reason '…' --identified-by manager"
    )]
    Issue(issue::Issue),
    /// Let the codes just issued count; the ones before are void
    #[command(after_help = "Example:\n  wardroom recovery-codes finish alice@example.org")]
    Finish(Named),
    /// Void every code of a user, or with --pending those nobody finished
    #[command(
        after_help = "Examples:\n  wardroom recovery-codes void alice@example.org --reason 'list was found'\n  \
        wardroom recovery-codes void alice@example.org --pending"
    )]
    Void(void::Void),
}

/// Whose.
#[derive(Args, Debug)]
pub(crate) struct Named {
    /// Their address or id
    user: String,
}

/// Shows the sets of a user.
pub(crate) async fn status(desk: &Desk<'_>, user: &str) -> Outcome {
    status::run(desk, user).await
}

/// Issues codes, one for 24 hours or ten, and shows them as words to read aloud too.
pub(crate) async fn issue(desk: &Desk<'_>, user: String, is_full: bool) -> Outcome {
    issue::run(desk, issue::Issue::aloud(user, is_full)).await
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    let desk = Desk::open(settings).await?;
    match command {
        Command::Status(who) => status::run(&desk, &who.user).await,
        Command::Issue(args) => issue::run(&desk, args).await,
        Command::Finish(who) => finish::run(&desk, &who.user).await,
        Command::Void(args) => void::run(&desk, args).await,
    }
}

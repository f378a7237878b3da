//! `wardroom passkeys …`: one passkey at a time; `factors reset` takes all.

use clap::{Args, Subcommand};
use wardroom_core::action::RemovePasskey;
use wardroom_core::model::PasskeyId;

use super::desk::Desk;
use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Remove one passkey of a user, never the last way in; with the last second factor the recovery codes go too
    #[command(
        after_help = "Its id is in the list of factors.\n\nExamples:\n  wardroom factors list alice@example.org --json | jq -r 'select(.kind == \"passkey\") | .id'\n  wardroom passkeys remove 0198f2b0-… --reason 'the key was stolen' --ticket T-42"
    )]
    Remove(Named),
}

/// Which one.
#[derive(Args, Debug)]
pub(crate) struct Named {
    /// The passkey's id
    id: String,
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    let Command::Remove(Named { id }) = command;
    let desk = Desk::open(settings).await?;
    let passkey = PasskeyId(desk.directory.layout().parse_id("passkey", &id)?);
    desk.carry_out(&RemovePasskey { passkey }, |done| {
        format!("passkey {} is removed", done.passkey)
    })
    .await
}

//! `wardroom identities …`: social accounts linked to a user.

use clap::{Args, Subcommand};
use wardroom_core::action::UnlinkIdentity;
use wardroom_core::model::IdentityId;

use super::desk::Desk;
use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Unlink a social account, unless nothing else lets its user in
    #[command(
        after_help = "Its id is in what lets the user in.\n\nExamples:\n  wardroom users access alice@example.org --json | jq -r 'select(.kind == \"identity\") | .id'\n  wardroom identities unlink 0198f2b0-… --reason 'not her account' --ticket T-42"
    )]
    Unlink(Named),
}

/// Which one.
#[derive(Args, Debug)]
pub(crate) struct Named {
    /// The identity's id
    id: String,
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    let Command::Unlink(Named { id }) = command;
    let desk = Desk::open(settings).await?;
    let identity = IdentityId(desk.directory.layout().parse_id("identity", &id)?);
    desk.carry_out(&UnlinkIdentity { identity }, |done| {
        format!("the account of {} is unlinked", done.provider)
    })
    .await
}

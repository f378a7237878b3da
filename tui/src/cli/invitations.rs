//! `wardroom invitations …`: offers of a role to an address.

use clap::{Args, Subcommand};
use wardroom_core::action::RevokeInvitation;
use wardroom_core::model::InvitationId;

use super::desk::Desk;
use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Revoke an invitation that nobody accepted yet
    #[command(
        after_help = "Its id is in what lets the user in.\n\nExamples:\n  wardroom users access alice@example.org --json | jq -r 'select(.kind == \"invitation\") | .id'\n  wardroom invitations revoke 0198f2b0-…"
    )]
    Revoke(Named),
}

/// Which one.
#[derive(Args, Debug)]
pub(crate) struct Named {
    /// The invitation's id
    id: String,
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    let Command::Revoke(Named { id }) = command;
    let desk = Desk::open(settings).await?;
    let invitation = InvitationId(desk.directory.layout().parse_id("invitation", &id)?);
    desk.carry_out(&RevokeInvitation { invitation }, |done| {
        format!("invitation {} is revoked", done.invitation)
    })
    .await
}

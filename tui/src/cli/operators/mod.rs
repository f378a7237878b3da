//! `wardroom operators …`: the people and tokens that use Wardroom.

mod list;
mod tokens;
mod verbs;

use clap::{Args, Subcommand};
use wardroom_core::model::OperatorRole;

use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with operators.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the operators
    #[command(after_help = "Example:\n  wardroom operators list --json")]
    List,
    /// Make an operator, who enrols with a one-time code shown only now
    #[command(
        after_help = "Example:\n  wardroom operators create bob --role support --email bob@example.org --reason 'joins the desk'"
    )]
    Create(Create),
    /// Send an operator back to enrolment with a new one-time code: for a lost phone
    #[command(
        after_help = "Example:\n  wardroom operators reissue bob --reason 'lost phone' --identified-by in_person"
    )]
    Reissue(Named),
    /// Close an operator's access and end their sessions
    #[command(after_help = "Example:\n  wardroom operators disable bob --reason 'left'")]
    Disable(Named),
    /// Open an operator's access again
    #[command(after_help = "Example:\n  wardroom operators enable bob --reason 'back'")]
    Enable(Named),
    /// Give an operator another role
    #[command(after_help = "Example:\n  wardroom operators role bob admin --reason 'takes over'")]
    Role {
        /// Whose
        name: String,
        /// auditor, support or admin
        role: OperatorRole,
    },
    /// End every session of an operator
    #[command(after_help = "Example:\n  wardroom operators sign-out bob")]
    SignOut(Named),
    /// Service tokens: automation's way in
    #[command(subcommand)]
    Tokens(tokens::Command),
}

/// Which operator.
#[derive(Args, Debug)]
pub(crate) struct Named {
    /// Their sign-in name
    name: String,
}

/// A new operator.
#[derive(Args, Debug)]
pub(crate) struct Create {
    /// The sign-in name
    name: String,
    /// auditor, support or admin
    #[arg(long)]
    role: OperatorRole,
    /// Their address: an account with the same one is protected from them
    #[arg(long)]
    email: Option<String>,
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    match command {
        Command::List => list::run(settings).await,
        Command::Create(args) => verbs::create(settings, args).await,
        Command::Reissue(Named { name }) => verbs::reissue(settings, name).await,
        Command::Disable(Named { name }) => verbs::disable(settings, name).await,
        Command::Enable(Named { name }) => verbs::enable(settings, name).await,
        Command::Role { name, role } => verbs::role(settings, name, role).await,
        Command::SignOut(Named { name }) => verbs::sign_out(settings, name).await,
        Command::Tokens(command) => tokens::run(settings, command).await,
    }
}

//! `wardroom factors …`: a user's second factors.

use clap::Subcommand;
use wardroom_core::model::{Factor, Safe};

use super::desk::Desk;
use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with second factors.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List a user's second factors
    #[command(after_help = "Example:\n  wardroom factors list alice@example.org")]
    List {
        /// Their address or id
        user: String,
    },
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    let Command::List { user } = command;
    let desk = Desk::open(settings).await?;
    let user = desk.user(&user).await?;
    let factors = desk.directory.factors_of(&user.id).await?;
    let heads = ["KIND", "LABEL", "CONFIRMED", "LAST USED"];
    settings.out.list(&heads, &factors, row)
}

fn row(factor: &Factor) -> Vec<Safe> {
    let when = |at: Option<wardroom_core::model::Ts>| {
        Safe::new(&at.map_or_else(|| "never".to_owned(), |at| at.to_string()))
    };
    vec![
        Safe::new(factor.kind.word()),
        Safe::new(factor.label.as_deref().unwrap_or("-")),
        when(factor.confirmed_at),
        when(factor.last_used_at),
    ]
}

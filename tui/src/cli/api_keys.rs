//! `wardroom api-keys …`: the credentials of programs, where the application keeps any.

use clap::{Args, Subcommand};
use wardroom_core::action::api_key::{DisableApiKey, EnableApiKey};
use wardroom_core::model::ApiKeyId;

use super::desk::Desk;
use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Stop a key from being taken; it stays, and can be let again
    #[command(after_help = "Its id is in what lets the user in.\n\nExamples:\n  \
        wardroom users access alice@example.org --json | jq -r 'select(.kind == \"api_key\") | .id'\n  \
        wardroom api-keys disable Vb2xYc9K")]
    Disable(Named),
    /// Let a key be taken again
    #[command(
        after_help = "Example:\n  wardroom api-keys enable Vb2xYc9K --reason 'the program is back'"
    )]
    Enable(Named),
}

/// Which one.
#[derive(Args, Debug)]
pub(crate) struct Named {
    /// The key's id; never the key itself
    id: String,
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    let desk = Desk::open(settings).await?;
    let key = |named: Named| {
        let id = desk.directory.layout().parse_id("api_key", &named.id)?;
        Outcome::Ok(ApiKeyId(id))
    };
    match command {
        Command::Disable(named) => {
            let action = DisableApiKey { key: key(named)? };
            desk.carry_out(&action, |done| format!("API key {} is stopped", done.key))
                .await
        }
        Command::Enable(named) => {
            let action = EnableApiKey { key: key(named)? };
            desk.carry_out(&action, |done| {
                format!("API key {} is taken again", done.key)
            })
            .await
        }
    }
}

//! `wardroom backup-codes …`: codes of an attached application, shown once.

use clap::{Args, Subcommand};
use secrecy::ExposeSecret;
use serde_json::json;
use wardroom_core::action::IssueBackupCodes;

use super::act::remains;
use super::desk::Desk;
use super::fail::Outcome;
use super::out;
use super::settings::Settings;

/// What can be done with them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Issue ten backup codes in the place of a user's; shown only now
    #[command(
        after_help = "The application's secret must be in a file that the profile names (secret_file): the codes before are\n\
        opened with it first, and where that fails nothing is written. They count at once.\n\n\
        Example:\n  wardroom backup-codes issue alice@example.org --reason 'lost phone and codes' --identified-by manager"
    )]
    Issue(Named),
}

/// Whose.
#[derive(Args, Debug)]
pub(crate) struct Named {
    /// Their address or id
    user: String,
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    let Command::Issue(named) = command;
    let desk = Desk::open(settings).await?;
    issue(&desk, &named.user).await
}

/// Issues them for the user named by address or id, and shows them.
pub(crate) async fn issue(desk: &Desk<'_>, named: &str) -> Outcome {
    let user = desk.user(named).await?.id;
    if let Some(caution) = desk.settings.secrets.caution() {
        out::note(&caution);
    }
    let done = desk.act(&IssueBackupCodes { user }).await?;
    let codes = &done.outcome.codes;
    let shown: Vec<&str> = codes.iter().map(ExposeSecret::expose_secret).collect();
    let mut answer = json!(done);
    if let Some(outcome) = answer["outcome"].as_object_mut() {
        outcome.insert("codes".to_owned(), json!(shown));
    }
    desk.settings.out.one(&answer, |_| {
        let mut lines = vec!["Shown only now; they count at once:".to_owned()];
        lines.extend(shown.iter().map(|code| format!("  {code}")));
        lines.extend(remains(&done));
        lines
    })
}

//! `wardroom factors …`: a user's second factors.

use clap::{Args, Subcommand};
use wardroom_core::action::ResetFactors;
use wardroom_core::model::{Factor, Safe, Ts};

use super::desk::Desk;
use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with second factors.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List a user's second factors
    #[command(after_help = "Example:\n  wardroom factors list alice@example.org")]
    List(Named),
    /// Take every second factor away; sessions, trusted devices and pending tokens go too
    #[command(
        after_help = "Example:\n  wardroom factors reset alice@example.org --reason 'lost phone' --ticket T-42 --identified-by callback"
    )]
    Reset(Named),
}

/// Whose.
#[derive(Args, Debug)]
pub(crate) struct Named {
    /// Their address or id
    user: String,
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    let desk = Desk::open(settings).await?;
    match command {
        Command::List(who) => list(&desk, &who.user).await,
        Command::Reset(who) => reset(&desk, &who.user).await,
    }
}

async fn reset(desk: &Desk<'_>, named: &str) -> Outcome {
    let user = desk.user(named).await?.id;
    let said = format!("user {user} has no second factor any more");
    desk.carry_out(&ResetFactors { user }, |gone| {
        let (totp, keys, ended) = (gone.totp, gone.passkeys, gone.sessions);
        format!("{said}: {totp} authenticators and {keys} passkeys removed, {ended} sessions ended")
    })
    .await
}

/// Shows a user's second factors.
pub(crate) async fn list(desk: &Desk<'_>, named: &str) -> Outcome {
    let user = desk.user(named).await?;
    let factors = desk.directory.factors_of(&user.id).await?;
    let heads = ["KIND", "LABEL", "CONFIRMED", "LAST USED"];
    desk.settings.out.list(&heads, &factors, row)
}

fn row(factor: &Factor) -> Vec<Safe> {
    let when = |at: Option<Ts>| at.map_or_else(|| "never".to_owned(), |at| at.to_string());
    vec![
        Safe::new(factor.kind.word()),
        Safe::new(factor.label.as_deref().unwrap_or("-")),
        Safe::new(&when(factor.confirmed_at)),
        Safe::new(&when(factor.last_used_at)),
    ]
}

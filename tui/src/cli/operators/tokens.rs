//! `wardroom operators tokens …`: service tokens, made for named actions and a limited time.

use clap::{Args, Subcommand};
use secrecy::SecretString;
use wardroom_core::Error;
use wardroom_core::action::operator::{CreateToken, RevokeToken};
use wardroom_core::model::{OperatorRole, Safe, parse_age};

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::once;
use crate::cli::settings::Settings;

/// What can be done with service tokens.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the service tokens; never a token itself
    #[command(after_help = "Example:\n  wardroom operators tokens list --json")]
    List,
    /// Make a token, shown only now
    #[command(
        after_help = "Example:\n  wardroom operators tokens create nightly --role support --action 'sessions revoke' --expires 30d --reason 'cron'"
    )]
    Create(Create),
    /// Revoke a token
    #[command(after_help = "Example:\n  wardroom operators tokens revoke nightly")]
    Revoke {
        /// Its name
        name: String,
    },
}

/// A new token.
#[derive(Args, Debug)]
pub(crate) struct Create {
    /// What it is called
    name: String,
    /// What it may do at most: auditor, support or admin
    #[arg(long)]
    role: OperatorRole,
    /// An action it may do, spelled as the command; repeat for more
    #[arg(long = "action", value_name = "VERB", required = true)]
    actions: Vec<String>,
    /// Let it do sensitive actions, which it cannot step up for
    #[arg(long)]
    sensitive: bool,
    /// How long it lasts, 90d at most
    #[arg(long, value_name = "AGE", default_value = "30d")]
    expires: String,
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    let desk = Desk::open(settings).await?;
    match command {
        Command::List => list(settings, &desk).await,
        Command::Create(args) => create(settings, &desk, args).await,
        Command::Revoke { name } => {
            let said = format!("token {name} is revoked");
            desk.carry_out(&RevokeToken { name }, |_| said).await
        }
    }
}

async fn create(settings: &Settings, desk: &Desk<'_>, args: Create) -> Outcome {
    let life = parse_age(&args.expires).map_err(|why| Error::invalid("expires", why))?;
    let action = CreateToken {
        name: args.name,
        role: args.role,
        actions: args.actions,
        may_do_sensitive: args.sensitive,
        life,
    };
    let done = desk.act(&action).await?;
    let token = SecretString::from(done.outcome.token.expose());
    once::show(settings, &done, "token", &token)
}

async fn list(settings: &Settings, desk: &Desk<'_>) -> Outcome {
    let tokens = desk.directory.service_tokens().await?;
    let now = desk.directory.now();
    let heads = ["NAME", "BEGINS", "ROLE", "STATE", "ACTIONS", "EXPIRES"];
    settings.out.list(&heads, &tokens, |token| {
        let state = match (token.revoked_at, token.is_live(now)) {
            (Some(_), _) => "revoked",
            (None, true) => "live",
            (None, false) => "expired",
        };
        vec![
            Safe::new(&token.name),
            Safe::new(&token.hint),
            Safe::new(token.role.word()),
            Safe::new(state),
            Safe::new(&token.actions.join(", ")),
            Safe::new(&token.expires_at.to_string()),
        ]
    })
}

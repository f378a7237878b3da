//! `wardroom users …`: find people and see why they cannot sign in.

mod access;
mod list;
mod show;
mod verbs;

use clap::{Args, Subcommand};
use wardroom_core::model::UserId;

use super::desk::Desk;
use super::fail::Outcome;
use super::settings::Settings;

/// What can be done with users.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List users, narrowed by terms as in the console
    #[command(
        after_help = "Terms: status: 2fa: seen: created: role: tenant: and the beginning of an address\n\
        A role beside a tenant is the role there.\n\n\
        Examples:\n  wardroom users list\n  wardroom users list status:locked '2fa:none' 'seen:>90d'\n  \
        wardroom users list alice@ --json | jq -r .id\n  wardroom users list --all --sort email > users.tsv"
    )]
    List(list::List),
    /// Make a user, who comes in by a reset or a link
    #[command(
        after_help = "Example:\n  wardroom users create dora@example.org --name Dora --verified"
    )]
    Create(verbs::Create),
    /// Lift a lock and forget the failures
    #[command(after_help = "Example:\n  wardroom users unlock alice@example.org")]
    Unlock(Named),
    /// Take a user's address as proved
    #[command(
        after_help = "Example:\n  wardroom users verify-email alice@example.org --reason 'mail server refuses ours' --ticket T-42"
    )]
    VerifyEmail(Named),
    /// Mail a user a link to set a new password, which no operator sees
    #[command(
        after_help = "In an attached application only; the worker mails it. Where there are no passwords, the link signs in.\n\n\
        Example:\n  wardroom users mail-reset alice@example.org --reason 'lost password' --identified-by callback"
    )]
    MailReset(Named),
    /// Close an account and end its sessions
    #[command(
        after_help = "Example:\n  wardroom users disable mallory@example.org --reason 'abuse' --ticket T-7"
    )]
    Disable(Named),
    /// Open a closed account again
    #[command(
        after_help = "Example:\n  wardroom users enable alice@example.org --reason 'paid again'"
    )]
    Enable(Named),
    /// "It wasn't me": lock, end sessions, cancel pending tokens at once
    #[command(
        after_help = "Example:\n  wardroom users freeze alice@example.org --reason 'it was not her'"
    )]
    Freeze(Named),
    /// Show one user: what keeps them out first; an auditor sees personal data for a --reason
    #[command(
        after_help = "With --json: user, standing, masked, findings, factors, code_sets, the latest 10 sessions; roles (on the platform),\n\
        identities, api_keys, invitations and memberships, at most 20 of each; `more` names those of which there are more.\n\n\
        Examples:\n  wardroom users show alice@example.org\n  wardroom users show alice@example.org --json | jq .factors\n  \
        wardroom users show alice@example.org --json | jq '.memberships[].tenant'"
    )]
    Show(Named),
    /// List what lets a user in: roles, linked identities, API keys, pending invitations, memberships of tenants
    #[command(
        after_help = "An identity is shown by the address its provider gave, and by a fingerprint, never by a token; an API key by a fingerprint.\n\n\
        Examples:\n  wardroom users access alice@example.org\n  \
        wardroom users access alice@example.org --json | jq -r 'select(.kind == \"membership\") | .tenant'"
    )]
    Access(Named),
}

/// Which user.
#[derive(Args, Debug)]
pub(crate) struct Named {
    /// Their address or id
    user: String,
}

/// Lists what lets a user in.
pub(crate) async fn access(desk: &Desk<'_>, user: &UserId, masked: bool) -> Outcome {
    access::list(desk, user, masked).await
}

/// Runs one of them.
pub(crate) async fn run(settings: &Settings, command: Command) -> Outcome {
    match command {
        Command::List(args) => list::run(settings, args).await,
        Command::Create(args) => verbs::create(settings, args).await,
        Command::Unlock(who) => verbs::unlock(settings, &who.user).await,
        Command::VerifyEmail(who) => verbs::verify_email(settings, &who.user).await,
        Command::MailReset(who) => verbs::mail_reset(settings, &who.user).await,
        Command::Disable(who) => verbs::disable(settings, &who.user).await,
        Command::Enable(who) => verbs::enable(settings, &who.user).await,
        Command::Freeze(who) => verbs::freeze(settings, &who.user).await,
        Command::Show(who) => show::run(settings, &who.user).await,
        Command::Access(who) => access::run(settings, &who.user).await,
    }
}

//! What is done to one user: each verb is one action of core.

use clap::Args;
use wardroom_core::action::user::{
    CreateUser, DisableUser, EnableUser, FreezeUser, MailReset, UnlockUser, VerifyEmail,
};

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;

/// A new user.
#[derive(Args, Debug)]
pub(crate) struct Create {
    /// Their address
    email: String,
    /// The name shown
    #[arg(long)]
    name: Option<String>,
    /// Take the address as proved
    #[arg(long)]
    verified: bool,
}

pub(super) async fn create(settings: &Settings, args: Create) -> Outcome {
    let desk = Desk::open(settings).await?;
    let action = CreateUser::new(&desk.directory, &args.email, args.name.as_deref())?;
    let action = if args.verified {
        action.verified()
    } else {
        action
    };
    desk.carry_out(&action, |made| format!("user {} is made", made.user))
        .await
}

pub(super) async fn unlock(settings: &Settings, named: &str) -> Outcome {
    let desk = Desk::open(settings).await?;
    let user = desk.user(named).await?.id;
    let said = format!("user {user} is unlocked");
    desk.carry_out(&UnlockUser { user }, |done| {
        format!("{said}; {} failures forgotten", done.failed_sign_ins)
    })
    .await
}

pub(super) async fn verify_email(settings: &Settings, named: &str) -> Outcome {
    let desk = Desk::open(settings).await?;
    let user = desk.user(named).await?.id;
    let said = format!("the address of user {user} counts as proved");
    desk.carry_out(&VerifyEmail { user }, |_| said).await
}

pub(super) async fn mail_reset(settings: &Settings, named: &str) -> Outcome {
    let desk = Desk::open(settings).await?;
    let user = desk.user(named).await?.id;
    let said = format!("a link for user {user} waits to be mailed");
    desk.carry_out(&MailReset { user }, |_| said).await
}

pub(super) async fn disable(settings: &Settings, named: &str) -> Outcome {
    let desk = Desk::open(settings).await?;
    let user = desk.user(named).await?.id;
    let said = format!("user {user} is disabled");
    desk.carry_out(&DisableUser { user }, |done| {
        let keys = match done.api_keys {
            0 => String::new(),
            keys => format!(", {keys} API keys stopped"),
        };
        format!("{said}; {} sessions ended{keys}", done.sessions)
    })
    .await
}

pub(super) async fn enable(settings: &Settings, named: &str) -> Outcome {
    let desk = Desk::open(settings).await?;
    let user = desk.user(named).await?.id;
    let said = format!("user {user} is open again");
    desk.carry_out(&EnableUser { user }, |done| {
        format!("{said}: {}", done.standing)
    })
    .await
}

pub(super) async fn freeze(settings: &Settings, named: &str) -> Outcome {
    let desk = Desk::open(settings).await?;
    let user = desk.user(named).await?.id;
    let said = format!("user {user} is frozen until unlocked");
    desk.carry_out(&FreezeUser { user }, |_| said).await
}

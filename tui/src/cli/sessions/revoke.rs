//! Ends one session, or every session of a user.

use clap::Args;
use wardroom_core::action::{EndSession, EndSessions};

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;

/// Which session, or whose.
#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub(crate) struct Revoke {
    /// The session's id
    session: Option<String>,
    /// Every session of this user, by address or id
    #[arg(long, value_name = "USER")]
    all: Option<String>,
}

pub(super) async fn run(settings: &Settings, args: Revoke) -> Outcome {
    let desk = Desk::open(settings).await?;
    if let Some(user) = args.all {
        let user = desk.user(&user).await?.id;
        return desk
            .carry_out(&EndSessions { user }, |ended| {
                format!("{} sessions ended", ended.sessions)
            })
            .await;
    }
    let id = args.session.unwrap_or_default();
    let session = desk.directory.layout().parse_session_id(&id)?;
    desk.carry_out(&EndSession { session }, |ended| {
        format!("session {} ended", ended.session)
    })
    .await
}

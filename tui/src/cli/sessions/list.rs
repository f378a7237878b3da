//! Lists a user's sessions.

use clap::Args;
use wardroom_core::model::{Safe, Session, Ts};

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;

const HEADS: [&str; 6] = ["ID", "STATE", "DEVICE", "NETWORK", "BEGUN", "SEEN"];
const PAGE: usize = 200;

/// Whose, and which.
#[derive(Args, Debug)]
pub(crate) struct List {
    /// Their address or id
    user: String,
    /// Only those that live
    #[arg(long)]
    live: bool,
}

pub(super) async fn run(settings: &Settings, args: List) -> Outcome {
    let desk = Desk::open(settings).await?;
    let user = desk.user(&args.user).await?;
    let now = desk.directory.now();
    let (mut cursor, mut heads) = (None, &HEADS[..]);
    loop {
        let page = desk
            .directory
            .sessions_of(&user.id, cursor.as_ref(), PAGE)
            .await?;
        let mut rows = page.rows;
        rows.retain(|session| !args.live || session.is_live(now));
        settings
            .out
            .list(heads, &rows, |session| row(session, now))?;
        heads = &[];
        cursor = page.next;
        if cursor.is_none() {
            return Ok(());
        }
    }
}

fn row(session: &Session, now: Ts) -> Vec<Safe> {
    let state = if session.is_live(now) {
        "live".to_owned()
    } else if let Some(why) = &session.revoked_why {
        format!("ended: {why}")
    } else {
        "expired".to_owned()
    };
    vec![
        Safe::new(&session.id.to_string()),
        Safe::new(&state),
        Safe::new(session.user_agent.as_deref().unwrap_or("-")),
        Safe::new(session.network().as_deref().unwrap_or("-")),
        Safe::new(&session.created_at.to_string()),
        Safe::new(&session.seen_at.to_string()),
    ]
}

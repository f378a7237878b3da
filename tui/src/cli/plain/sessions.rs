//! A user's sessions, newest first; the number of one that lives ends it.

use wardroom_core::model::{Safe, Session, Ts, UserId};

use super::line::{Answer, choice, not_a_choice, say};
use super::{Step, actions, sentences};
use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::console::driver::Deed;
use crate::console::words::minute;

const PAGE: usize = 20;

/// Lists them page by page.
pub(super) async fn open(desk: &Desk<'_>, id: &UserId) -> Outcome<Step> {
    let (mut rows, mut cursor) = (Vec::new(), None);
    loop {
        let page = desk
            .directory
            .sessions_of(id, cursor.as_ref(), PAGE)
            .await?;
        let (now, shown) = (desk.directory.now(), rows.len());
        rows.extend(page.rows);
        cursor = page.next;
        let numbered = rows.iter().enumerate().skip(shown);
        let lines = numbered.map(|(at, session)| format!("{}. {}.", at + 1, told(session, now)));
        say(&lines.collect::<Vec<_>>())?;
        if rows.is_empty() {
            return say(&["There is no session.".to_owned()]).map(|()| Step::Back);
        }
        let more = if cursor.is_some() {
            ", n next page"
        } else {
            ""
        };
        let answer = choice(&format!("Number ends that session{more}, b back.")).await?;
        match &answer {
            Answer::End => return Ok(Step::Quit),
            Answer::Word(word) if word == "n" && cursor.is_some() => {}
            Answer::Word(_) => return Ok(Step::Back),
            Answer::Number(number) => {
                let chosen = number.checked_sub(1).and_then(|at| rows.get(at));
                return match chosen {
                    None => not_a_choice(&answer),
                    Some(session) if !session.is_live(now) => {
                        say(&["This session has ended already.".to_owned()])
                    }
                    Some(session) => end(desk, session).await,
                }
                .map(|()| Step::Back);
            }
        }
    }
}

async fn end(desk: &Desk<'_>, session: &Session) -> Outcome {
    let deed = Deed::EndSession(session.id.clone());
    actions::carry_out(desk, deed, "ended the session of", &client(session)).await
}

fn client(session: &Session) -> Safe {
    Safe::new(session.user_agent.as_deref().unwrap_or("an unnamed client"))
}

fn told(session: &Session, now: Ts) -> String {
    let state = match (&session.revoked_why, session.is_live(now)) {
        (_, true) => "live".to_owned(),
        (Some(why), false) => format!("ended: {}", Safe::new(why)),
        (None, false) => "expired".to_owned(),
    };
    let network = session
        .network()
        .map(|n| format!(", network {}", Safe::new(&n)));
    format!(
        "{}, {state}{}, begun {}, seen {}",
        client(session),
        network.unwrap_or_default(),
        minute(session.created_at),
        sentences::ago(session.seen_at, now)
    )
}

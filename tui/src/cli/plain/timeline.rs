//! What happened to a user, newest first, twenty at a time.

use wardroom_core::model::{Moment, TimelineCursor, UserId};

use super::Step;
use super::line::{Answer, choice, say};
use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::console::screen::user::{what, who};
use crate::console::words::minute;

const PAGE: usize = 20;

/// Tells it page by page.
pub(super) async fn open(desk: &Desk<'_>, id: &UserId) -> Outcome<Step> {
    let mut cursor = TimelineCursor::default();
    loop {
        let page = desk.directory.timeline(id, &cursor, PAGE).await?;
        if page.rows.is_empty() {
            say(&["Nothing else is recorded of this account.".to_owned()])?;
            return Ok(Step::Back);
        }
        say(&page.rows.iter().map(told).collect::<Vec<_>>())?;
        let Some(next) = page.next else {
            return Ok(Step::Back);
        };
        match choice("n next page, b back.").await? {
            Answer::End => return Ok(Step::Quit),
            Answer::Word(word) if word == "n" => cursor = next,
            _ => return Ok(Step::Back),
        }
    }
}

fn told(moment: &Moment) -> String {
    let (what, who) = (what(moment).words(), who(moment).words());
    format!("{}: {what}, by {who}.", minute(moment.at()))
}

//! Where the table meets the screens: a key opens the question or says why not; the palette shows both.

use wardroom_core::model::{Safe, UserLine};

use super::question;
use super::table::{Row, TABLE};
use crate::console::keymap::Command;
use crate::console::screen::{Context, Next, Offer};

/// Opens the question that `command` asks about this user, or says why not now; `None` if it asks for no action.
pub fn ask(command: Command, line: &UserLine, context: &Context<'_>) -> Option<Vec<Next>> {
    let row = TABLE.iter().find(|row| row.command == command)?;
    let next = if let Some(why) = refusal(row, line, context) {
        Next::note(format!("not now: {why}").as_str())
    } else {
        let deed = (row.deed)(line.user.id.clone());
        Next::Open(question(deed, row.words, context.login(&line.user), None))
    };
    Some(vec![next])
}

/// Every action on this user for the palette, with the reason where one is off.
pub fn offers(line: &UserLine, context: &Context<'_>) -> Vec<Offer> {
    let offer = |row: &Row| Offer {
        command: row.command,
        about: context.login(&line.user),
        refusal: refusal(row, line, context),
    };
    TABLE.iter().map(offer).collect()
}

fn refusal(row: &Row, line: &UserLine, context: &Context<'_>) -> Option<Safe> {
    let least = (row.deed)(line.user.id.clone()).spec().least;
    let not_now = || (row.not_now)(line, context.at).map(Safe::new);
    context.operator.caller_as(least).err().or_else(not_now)
}

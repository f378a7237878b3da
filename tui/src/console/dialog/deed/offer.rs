//! Where the table meets the screens: a key opens the question or says why not; the palette shows both.

use wardroom_core::model::{Safe, UserLine};

use super::question;
use super::table::{Row, TABLE};
use crate::console::keymap::Command;
use crate::console::screen::{Context, Next, Offer};

/// Opens the question that `command` asks about this user, or says why not now; `None` if it asks for no action.
pub fn ask(
    command: Command,
    line: &UserLine,
    protection: Option<&'static str>,
    context: &Context<'_>,
) -> Option<Vec<Next>> {
    let row = TABLE.iter().find(|row| row.command == command)?;
    let next = if let Some(why) = refusal(row, line, protection, context) {
        Next::note(format!("not now: {why}").as_str())
    } else {
        let deed = (row.deed)(line.user.id.clone());
        let question = question(deed, row.words, context.login(&line.user), None);
        Next::Open(Box::new(question.about(line.user.id.clone())))
    };
    Some(vec![next])
}

/// Every action on this user for the palette, with the reason where one is off.
pub fn offers(
    line: &UserLine,
    protection: Option<&'static str>,
    context: &Context<'_>,
) -> Vec<Offer> {
    let offer = |row: &Row| Offer {
        command: row.command,
        about: context.login(&line.user),
        refusal: refusal(row, line, protection, context),
    };
    TABLE.iter().map(offer).collect()
}

fn refusal(
    row: &Row,
    line: &UserLine,
    protection: Option<&'static str>,
    context: &Context<'_>,
) -> Option<Safe> {
    let least = (row.deed)(line.user.id.clone()).spec().least;
    let not_now = || (row.not_now)(line, context.at).map(Safe::new);
    let kept_off = || context.operator.kept_off(protection);
    let by_role = context.operator.caller_as(least).err();
    by_role.or_else(kept_off).or_else(not_now)
}

//! Where the tables meet the screens: a key opens the question or says why not; palette, hints and help show both.

use wardroom_core::action::Spec;
use wardroom_core::model::{Safe, UserId, UserLine};

use super::{question, table, things};
use crate::console::keymap::Command;
use crate::console::screen::{Context, Next, Off, Offer};

/// A thing of a user, and what is known of them.
#[derive(Clone, Debug)]
pub struct Target<'a> {
    /// The thing.
    pub thing: things::Thing<'a>,
    /// Whose.
    pub user: &'a UserId,
    /// Their login, as it may be seen.
    pub login: &'a Safe,
    /// By what their account is protected.
    pub protection: Option<&'static str>,
}

/// Opens the question that `command` asks about this user, or says why not; `None` if it asks for no action.
pub fn ask(
    command: Command,
    line: &UserLine,
    protection: Option<&'static str>,
    context: &Context<'_>,
) -> Option<Vec<Next>> {
    let row = table::TABLE.iter().find(|row| row.command == command)?;
    let next = if let Some(off) = off(row, line, protection, context) {
        Next::note(off.to_string().as_str())
    } else {
        let deed = (row.deed)(line.user.id.clone());
        let question = question(deed, row.words, context.login(&line.user), None);
        Next::Open(Box::new(question.about(line.user.id.clone())))
    };
    Some(vec![next])
}

/// The same about one thing of a user.
pub fn ask_of(command: Command, target: &Target<'_>, context: &Context<'_>) -> Option<Vec<Next>> {
    let row = things::TABLE.iter().find(|row| row.command == command)?;
    let deed = match possible(row, target, context) {
        Ok(deed) => deed,
        Err(off) => return Some(vec![Next::note(off.to_string().as_str())]),
    };
    let named = target.thing.named();
    let question = question(deed, row.words, target.login.clone(), named);
    let question = if row.is_of_account {
        question.about(target.user.clone())
    } else {
        question
    };
    Some(vec![Next::Open(Box::new(question))])
}

/// Every action on this user, with the reason where one is off.
pub fn offers(
    line: &UserLine,
    protection: Option<&'static str>,
    context: &Context<'_>,
) -> Vec<Offer> {
    let offer = |row: &table::Row| Offer {
        command: row.command,
        about: context.login(&line.user),
        off: off(row, line, protection, context),
    };
    table::TABLE.iter().map(offer).collect()
}

/// Every action on one thing of a user, with the reason where one is off.
pub fn offers_of(target: &Target<'_>, context: &Context<'_>) -> Vec<Offer> {
    let offer = |row: &things::Row| Offer {
        command: row.command,
        about: target.login.clone(),
        off: possible(row, target, context).err(),
    };
    things::TABLE.iter().map(offer).collect()
}

fn off(
    row: &table::Row,
    line: &UserLine,
    protection: Option<&'static str>,
    context: &Context<'_>,
) -> Option<Off> {
    let not_now = || (row.not_now)(line, context.at).map(now);
    barred(row.spec, protection, context).or_else(not_now)
}

fn possible(
    row: &things::Row,
    target: &Target<'_>,
    context: &Context<'_>,
) -> Result<super::Deed, Off> {
    let protection = target.protection.filter(|_| row.is_of_account);
    if let Some(off) = barred(row.spec, protection, context) {
        return Err(off);
    }
    let deed = (row.deed)(target.thing).ok_or_else(|| now(row.choose))?;
    match (row.not_now)(target.thing, context.at) {
        Some(why) => Err(now(why)),
        None => Ok(deed),
    }
}

/// What stands in the way whatever the account is like: what is never possible here comes first.
fn barred(spec: &Spec, protection: Option<&'static str>, context: &Context<'_>) -> Option<Off> {
    let here = context.layout.refusal(spec.verb).map(Safe::new);
    let by_role = || context.operator.caller_as(spec.least).err();
    let kept_off = || context.operator.kept_off(protection);
    let now = || by_role().or_else(kept_off).map(Off::Now);
    here.map(Off::Here).or_else(now)
}

fn now(why: &'static str) -> Off {
    Off::Now(Safe::new(why))
}

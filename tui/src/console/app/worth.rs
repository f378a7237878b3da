//! Which keys do something now, for the hints and the help: of the screen on top, in this directory.

use std::collections::HashMap;
use std::time::Instant;

use wardroom_core::model::Safe;

use super::App;
use crate::console::keymap::{Command, HelpRow, View, Worth};
use crate::console::screen::{Context, Off};

impl App {
    /// What is off on the screen on top.
    fn off(&self, context: &Context<'_>) -> HashMap<Command, Off> {
        let top = self.stack.last();
        let offers = top.map(|top| top.screen.offers(context));
        let offers = offers.into_iter().flatten();
        offers
            .filter_map(|offer| Some((offer.command, offer.off?)))
            .collect()
    }

    /// What the key of each command is worth.
    pub(super) fn worth(&self, context: &Context<'_>) -> impl Fn(Command) -> Worth {
        let (off, is_read_only) = (self.off(context), self.is_read_only());
        move |command| match off.get(&command) {
            Some(Off::Here(_)) => Worth::Nothing,
            Some(Off::Now(_)) => Worth::Knowing,
            None if is_read_only && command.changes() => Worth::Knowing,
            None => Worth::Doing,
        }
    }

    /// The keys of a view; those that the layout leaves nothing to do say so.
    pub(super) fn help(&self, view: View, now: Instant) -> Vec<HelpRow> {
        let context = self.context(now);
        let (off, worth) = (self.off(&context), self.worth(&context));
        let rows = self.setting.keymap.help(view).into_iter();
        rows.map(|row| HelpRow {
            is_off: worth(row.command) != Worth::Doing,
            why: off.get(&row.command).and_then(here),
            ..row
        })
        .collect()
    }
}

fn here(off: &Off) -> Option<Safe> {
    match off {
        Off::Here(_) => Some(off.to_string().into()),
        Off::Now(_) => None,
    }
}

//! Loading: how everything stands, and on request what one policy would remove now.

use std::time::Duration;

use wardroom_core::{Error, Result};

use super::Retention;
use crate::console::driver::{Effect, Found, Read};
use crate::console::keymap::{Command, View};
use crate::console::screen::{Context, Next, Said};
use crate::console::ticket::Ticket;

impl Retention {
    pub(super) fn load(&mut self, context: &Context<'_>) -> Vec<Next> {
        let ticket = self.loading.start(context.now);
        vec![Next::Run(Effect::Read(ticket, Read::Retention))]
    }

    /// Counting exactly may take long on a large directory, so only on request; Esc cancels it.
    pub(super) fn plan(&mut self, context: &Context<'_>) -> Vec<Next> {
        let Some(name) = self.listing.selected() else {
            return Vec::new();
        };
        let ticket = self.planning.start(context.now);
        let back = context.keymap.key_of(View::Retention, Command::Back);
        let says = format!(
            "counting what {name} would remove; {} cancels",
            back.unwrap_or_default()
        );
        vec![
            Next::note(says.as_str()),
            Next::Run(Effect::Read(ticket, Read::Plan(name))),
        ]
    }

    pub(super) fn take(
        &mut self,
        ticket: &Ticket,
        took: Duration,
        found: Result<Found>,
    ) -> Vec<Next> {
        let was_planning = self.planning.accept(ticket);
        if !was_planning && !self.loading.accept(ticket) {
            return Vec::new();
        }
        match found {
            Ok(Found::Retention(overview)) => {
                let names = overview.standings.iter().map(|s| s.policy.sweep);
                self.listing.replace(names.collect());
                (self.known, self.trouble) = (Some(*overview), None);
                vec![Next::Took(took)]
            }
            Ok(Found::Plan(plan)) => {
                self.plans.insert(plan.sweep, plan);
                vec![Next::Say(Said::Nothing), Next::Took(took)]
            }
            Ok(_) => Vec::new(),
            Err(error) => self.fail(&error, was_planning),
        }
    }

    fn fail(&mut self, error: &Error, was_planning: bool) -> Vec<Next> {
        if !was_planning {
            self.trouble = Some(error.to_string().into());
        }
        vec![Next::error(error)]
    }
}

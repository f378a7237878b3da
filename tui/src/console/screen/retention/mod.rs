//! Retention: every policy with how it stands, what it would remove now, its runs, and the workers.

mod load;
mod policies;
mod view;

use std::collections::HashMap;
use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use wardroom_core::model::{Run, Safe, Ts, Worker};
use wardroom_core::sweep::{Plan, Standing};

use super::{Context, Input, Next, Off, Offer, Screen};
use crate::console::dialog::policy;
use crate::console::driver::Answer;
use crate::console::keymap::{Command, View};
use crate::console::ticket::Slot;
use crate::console::twin;
use crate::console::widget::listing::Listing;
use crate::console::widget::phrase::Phrase;
use crate::console::widget::{spinner, table::Table};
use crate::console::words;

/// What the directory said of retention, at one instant.
#[derive(Debug)]
pub struct Overview {
    /// Every policy, in the order in which they run.
    pub standings: Vec<Standing>,
    /// The workers heard of lately.
    pub workers: Vec<Worker>,
    /// The latest runs of all policies, newest first.
    pub runs: Vec<Run>,
    /// By the database's clock, which is the workers' too.
    pub as_of: Ts,
}

/// The screen's state.
#[derive(Debug, Default)]
struct Retention {
    known: Option<Overview>,
    plans: HashMap<&'static str, Plan>,
    listing: Listing<&'static str>,
    loading: Slot,
    planning: Slot,
    trouble: Option<Safe>,
}

/// The screen, nothing loaded yet.
pub fn open() -> Box<dyn Screen> {
    Box::new(Retention::default())
}

impl Retention {
    fn selected(&self) -> Option<&Standing> {
        let name = self.listing.selected()?;
        let known = self.known.as_ref()?;
        known.standings.iter().find(|s| s.policy.sweep == *name)
    }

    fn obey(&mut self, command: Command, context: &Context<'_>) -> Vec<Next> {
        match command {
            Command::Refresh => self.load(context),
            Command::DryRun => self.plan(context),
            Command::SetPolicy => {
                let standing = self.selected().into_iter();
                standing
                    .map(|standing| policy::ask(&standing.policy, context))
                    .collect()
            }
            Command::Back if self.planning.cancel() || self.loading.cancel() => {
                vec![Next::note("cancelled")]
            }
            Command::Back | Command::Leave => vec![Next::Back],
            other => {
                self.listing.obey(other);
                Vec::new()
            }
        }
    }

    fn fit(&mut self, size: Size) {
        let place = view::areas(Rect::from(size))[0];
        self.listing.resize(Table::height(place).into());
    }
}

impl Screen for Retention {
    fn view(&self) -> View {
        View::Retention
    }

    fn update(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        match input {
            Input::Opened => self.load(context),
            Input::Uncovered(true) => {
                // Counted under the policies before.
                self.plans.clear();
                self.load(context)
            }
            Input::Resized(size) => {
                self.fit(size);
                Vec::new()
            }
            Input::Command(command) => self.obey(command, context),
            Input::Answer(Answer::Found(ticket, took, found)) => self.take(&ticket, took, found),
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.render(frame, area, context);
    }

    fn crumbs(&self) -> Vec<Phrase> {
        vec!["retention".into()]
    }

    fn facts(&self, context: &Context<'_>) -> Vec<(u8, Phrase)> {
        let busy = [&self.planning, &self.loading]
            .into_iter()
            .find_map(|slot| slot.spinner(context.now));
        let spinner = busy.map_or_else(Phrase::new, |due| {
            Phrase::from(spinner::sign(due, context.theme.glyphs))
        });
        let Some(known) = &self.known else {
            return vec![(0, spinner)];
        };
        let needy = known.standings.iter().filter(|s| policies::needs_care(s));
        let count = format!("{} of {} need care", needy.count(), known.standings.len());
        let as_of = Phrase::from("as of ").text(words::clock(known.as_of));
        vec![(0, spinner), (1, Phrase::new().text(count)), (0, as_of)]
    }

    fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        let slots = [&self.planning, &self.loading];
        slots
            .into_iter()
            .filter_map(|slot| slot.next_wakeup(now))
            .min()
    }

    fn is_resting(&self) -> bool {
        let is_loading = self.planning.is_loading() || self.loading.is_loading();
        !is_loading && self.trouble.is_none()
    }

    fn twin(&self) -> Option<String> {
        Some(twin::command(["retention", "list"]))
    }

    fn offers(&self, context: &Context<'_>) -> Vec<Offer> {
        let name = self.listing.selected().copied().unwrap_or_default();
        let offer = |command, off| Offer {
            command,
            about: name.into(),
            off,
        };
        vec![
            offer(Command::DryRun, None),
            offer(Command::SetPolicy, policy::not_now(context).map(Off::Now)),
        ]
    }
}

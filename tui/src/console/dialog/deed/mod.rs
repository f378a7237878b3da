//! The sensitive-action dialog: reason, identification, preview, step-up, deed and what remains, for any action.

mod guard;
mod offer;
mod refuse;
mod table;
mod things;
mod update;
mod view;

use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::action::Preview;
use wardroom_core::model::{Safe, UserId};

use self::table::Words;
use super::stage::Stage;
use super::steps::Steps;
use crate::console::driver::{Deed, Did, NewPolicy};
use crate::console::keymap::View;
use crate::console::screen::{Context, Input, Next, Screen};
use crate::console::ticket::Slot;

pub use offer::{Target, ask, ask_of, offers, offers_of};
pub use table::{Row, TABLE};
pub use things::{Row as ThingRow, TABLE as THINGS, Thing};

/// One question about one action; its target was caught when it was asked, whatever the list below does.
#[derive(Debug)]
pub struct Question {
    deed: Deed,
    words: Words,
    login: Safe,
    /// Which of the user's things it is about: its kind, and what tells it from others.
    named: Option<(&'static str, Safe)>,
    steps: Steps<(), Did>,
    seen: Option<Preview>,
    /// Whose account changes, where it may be protected.
    subject: Option<UserId>,
    guarding: Slot,
    probing: Slot,
}

/// Asks about this action.
fn question(
    deed: Deed,
    words: Words,
    login: Safe,
    named: Option<(&'static str, Safe)>,
) -> Question {
    let stage = if deed.asks_why() {
        Stage::Reason
    } else {
        Stage::Look
    };
    Question {
        deed,
        words,
        login,
        named,
        steps: Steps::new(stage, words.answer),
        seen: None,
        subject: None,
        guarding: Slot::default(),
        probing: Slot::default(),
    }
}

/// Asks why this user's personal data should be shown.
pub fn reveal(user: UserId, login: Safe) -> Box<dyn Screen> {
    Box::new(question(Deed::Reveal(user), table::REVEAL, login, None))
}

/// Asks whether this policy should hold from now on.
pub fn set_policy(policy: NewPolicy) -> Box<dyn Screen> {
    let sweep = policy.sweep.into();
    Box::new(question(
        Deed::SetPolicy(policy),
        table::SET_POLICY,
        sweep,
        None,
    ))
}

impl Screen for Question {
    fn view(&self) -> View {
        self.steps.stage.view()
    }

    fn update(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        self.take(input, context)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.render(frame, area, context);
    }

    fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        self.steps.looking.next_wakeup(now)
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn twin(&self) -> Option<String> {
        Some(self.steps.why.twin(&self.deed))
    }
}

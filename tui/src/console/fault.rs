//! A defect on demand, in debug builds alone: what a panic leaves of a terminal can only be seen in the real program.

use std::time::Instant;

use crokey::{KeyCombination, key};
use ratatui::Frame;

use super::runtime::{Event, Program, Step};

/// The variable whose text the defect quotes, as a careless message would.
const QUOTED: &str = "WARDROOM_DEBUG_PANIC";

/// Ctrl-\, as terminals send it and crossterm reads it.
const BREAKS: KeyCombination = key!(ctrl - 4);

/// The console, which breaks at Ctrl-\ where the variable is set.
pub(super) struct Fragile<P> {
    program: P,
    quoted: Option<String>,
}

impl<P> Fragile<P> {
    pub(super) fn new(program: P) -> Self {
        let quoted = std::env::var(QUOTED).ok();
        Self { program, quoted }
    }
}

impl<P: Program> Program for Fragile<P> {
    type Message = P::Message;
    type Effect = P::Effect;

    #[expect(clippy::panic, reason = "to panic is what it is for")]
    fn update(&mut self, event: Event<P::Message>, now: Instant) -> Vec<Step<P::Effect>> {
        match (&event, &self.quoted) {
            (Event::Key(key), Some(quoted)) if *key == BREAKS => {
                panic!("{quoted} cannot be read")
            }
            _ => self.program.update(event, now),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, now: Instant) {
        self.program.view(frame, now);
    }

    fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        self.program.next_wakeup(now)
    }
}

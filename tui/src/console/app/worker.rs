//! The worker in the first row: asked for when a screen loads, never by a timer, and said without an age that would
//! have to tick.

use std::time::Instant;

use wardroom_core::model::{Ts, Worker};

use crate::console::driver::{Answer, Effect, Found, Posted, Read, Seat};
use crate::console::keymap::Command;
use crate::console::screen::Input;
use crate::console::theme::{Mark, Role};
use crate::console::ticket::Slot;
use crate::console::widget::phrase::Phrase;
use crate::console::words;

/// Whose answers are the console's own; screens have seats from 1 on.
pub(super) const OWN: Seat = Seat(0);

/// What was heard of workers.
#[derive(Debug, Default)]
pub(super) struct Heard {
    slot: Slot,
    says: Phrase,
}

impl Heard {
    pub(super) fn ask(&mut self, now: Instant) -> Posted<Effect> {
        Posted {
            seat: OWN,
            body: Effect::Read(self.slot.start(now), Read::Worker),
        }
    }

    /// Says nothing where nothing is known: the screen itself tells what went wrong.
    pub(super) fn hear(&mut self, answer: Answer) {
        let Answer::Found(ticket, _, found) = answer else {
            return;
        };
        if self.slot.accept(&ticket) {
            self.says = match found {
                Ok(Found::Worker(last, at)) => phrase(state(last.as_ref(), at)),
                _ => Phrase::new(),
            };
        }
    }

    pub(super) fn phrase(&self) -> Phrase {
        self.says.clone()
    }
}

/// Whether a screen looks afresh on this input.
pub(super) const fn is_load(input: &Input) -> bool {
    matches!(
        input,
        Input::Opened | Input::Uncovered(true) | Input::Command(Command::Refresh)
    )
}

fn state(last: Option<&Worker>, at: Ts) -> (Mark, String) {
    match last {
        None => (Mark::Warn, "no worker".to_owned()),
        Some(worker) if worker.is_silent(at) => {
            let since = words::moment(worker.seen_at, at);
            (Mark::Warn, format!("worker silent since {since}"))
        }
        Some(_) => (Mark::Fine, "worker ok".to_owned()),
    }
}

fn phrase((mark, words): (Mark, String)) -> Phrase {
    let role = if mark == Mark::Fine {
        Role::Dim
    } else {
        Role::Warn
    };
    Phrase::new().shape(mark).text(" ").say(role, words)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_worker_is_well_silent_or_not_there() {
        let seen_at: Ts = "2026-11-20T14:02:07Z".parse().unwrap();
        let worker = Worker {
            name: "w-1".to_owned(),
            host: "eu-1".to_owned(),
            version: "0".to_owned(),
            started_at: seen_at,
            seen_at,
        };
        let after = |seconds| {
            let now = seen_at.plus(Duration::from_secs(seconds));
            state(Some(&worker), now).1
        };
        assert_eq!(after(12), "worker ok");
        assert_eq!(after(180), "worker silent since 14:02Z");
        assert_eq!(after(86_400), "worker silent since 2026-11-20");
        assert_eq!(state(None, seen_at).1, "no worker");
    }
}

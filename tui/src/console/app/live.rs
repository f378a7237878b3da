//! Live refresh: an open screen looks again by itself, while somebody is there to see it. Off until asked for: a console
//! that is left alone costs nothing.

use std::time::{Duration, Instant};

use super::update::Steps;
use super::{App, Over};
use crate::console::keymap::Command;
use crate::console::screen::Input;
use crate::console::theme::Role;
use crate::console::widget::phrase::Phrase;

/// From an answer to the next question: a slow database is not asked again while it still works.
const EVERY: Duration = Duration::from_secs(5);
/// Without a key for so long nobody is looking.
const AWAY: Duration = Duration::from_mins(10);

/// Whether and when the screen on top looks again by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Live {
    is_on: bool,
    /// The window lies behind another; terminals that never say so count as in front.
    is_behind: bool,
    /// When a key was last pressed.
    hands: Option<Instant>,
    /// When something was last asked or answered.
    looked: Option<Instant>,
}

impl Live {
    pub(super) fn new(is_on: bool) -> Self {
        Self {
            is_on,
            ..Self::default()
        }
    }

    pub(super) const fn toggle(&mut self) {
        self.is_on = !self.is_on;
    }

    pub(super) const fn is_on(&self) -> bool {
        self.is_on
    }

    pub(super) const fn touched(&mut self, now: Instant) {
        self.hands = Some(now);
    }

    pub(super) const fn looked(&mut self, now: Instant) {
        self.looked = Some(now);
    }

    /// Coming back to the window is as good as a key.
    pub(super) const fn focus(&mut self, is_front: bool, now: Instant) {
        self.is_behind = !is_front;
        if is_front {
            self.touched(now);
        }
    }

    /// When the screen looks again; `None` while live refresh is off or rests.
    pub(super) fn due(&self) -> Option<Instant> {
        let at = self.looked? + EVERY;
        let is_watched = !self.is_behind && self.hands.is_none_or(|hands| at < hands + AWAY);
        (self.is_on && is_watched).then_some(at)
    }

    /// For row 2: nothing while it is off.
    pub(super) fn phrase(&self, is_running: bool) -> Phrase {
        if !self.is_on {
            return Phrase::new();
        }
        let says = if is_running {
            format!("live {} s", EVERY.as_secs())
        } else {
            "live paused".to_owned()
        };
        Phrase::new().say(Role::Dim, says)
    }
}

impl App {
    /// When the screen on top looks again by itself.
    pub(super) fn looks_again(&self) -> Option<Instant> {
        let is_free = matches!(self.over, Over::Nothing) && !self.is_too_small();
        let top = self.stack.last().filter(|_| is_free)?;
        self.live.due().filter(|_| top.screen.is_resting())
    }

    pub(super) fn look_again(&mut self, now: Instant) -> Steps {
        if self.looks_again().is_none_or(|at| at > now) {
            return Steps::new();
        }
        self.live.looked(now);
        let top = self.stack.len().saturating_sub(1);
        self.give(top, Input::Command(Command::Refresh), now)
    }

    pub(super) fn live_words(&self) -> Phrase {
        self.live.phrase(self.looks_again().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live(start: Instant) -> Live {
        let mut live = Live::new(true);
        live.touched(start);
        live.looked(start);
        live
    }

    #[test]
    fn it_looks_again_after_the_last_answer_and_never_while_off() {
        let start = Instant::now();
        let mut live = live(start);
        assert_eq!(live.due(), Some(start + EVERY));
        live.looked(start + EVERY);
        assert_eq!(live.due(), Some(start + 2 * EVERY));
        live.toggle();
        assert_eq!(live.due(), None);
        assert_eq!(Live::new(true).due(), None, "nothing was looked at yet");
    }

    #[test]
    fn it_rests_behind_another_window_and_after_ten_minutes_without_a_key() {
        let start = Instant::now();
        let mut live = live(start);
        live.focus(false, start);
        assert_eq!(live.due(), None);
        live.focus(true, start);
        assert!(live.due().is_some());
        live.looked(start + AWAY);
        assert_eq!(live.due(), None);
        live.touched(start + AWAY);
        assert!(live.due().is_some());
    }
}

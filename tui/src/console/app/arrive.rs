//! Coming to a directory: at the start, and from another one. Nothing of the old one is taken along.

use std::time::Instant;

use super::update::Steps;
use super::worker::{Heard, OWN};
use super::{App, Operator, Over};
use crate::console::dialog::directories;
use crate::console::driver::{Arrival, Effect, Posted};
use crate::console::runtime::Step;
use crate::console::screen::{Next, Screen, sign_in, users};
use crate::console::widget::phrase::Phrase;

const NO_OTHERS: &str =
    "no other directory is configured; [directories.NAME] in config.toml makes one";

impl App {
    /// Takes up whoever operates here and says what begins; the screen to begin with.
    pub(super) fn arrive(&mut self) -> Box<dyn Screen> {
        self.status.clear();
        if let Some(words) = self.site.welcome.take() {
            self.status.note(Phrase::from(&words));
        }
        let operator = std::mem::take(&mut self.site.operator);
        self.operate(operator);
        match self.site.operator {
            Operator::SignedOut => sign_in::open(),
            Operator::Signed(_) | Operator::Unsigned(_) => users::open(),
        }
    }

    /// Leaves the old directory: its screens go, and with them every load; an answer that is late finds no seat.
    pub(super) fn enter(&mut self, arrival: Arrival, now: Instant) -> Steps {
        let ground = Effect::Enter(Box::new(arrival.ground));
        self.site = arrival.site;
        self.stack.clear();
        self.over = Over::Nothing;
        self.worker = Heard::default();
        self.latency = "".into();
        let has_welcome = self.site.welcome.is_some();
        let first = self.arrive();
        if !has_welcome {
            let at = Phrase::from("now at ").text(self.site.directory.as_str());
            self.status.ok(at, now);
        }
        let mut steps = vec![Step::Run(Posted {
            seat: OWN,
            body: ground,
        })];
        steps.extend(self.open(first, now));
        steps
    }

    /// Shows the directories; the one at `wanted` is opened at once.
    pub(super) fn directories(&mut self, wanted: Option<usize>, now: Instant) -> Steps {
        let all = &self.setting.directories;
        if all.is_empty() {
            return self.apply(0, vec![Next::note(NO_OTHERS)], now);
        }
        let wanted = wanted.and_then(|index| all.get(index).cloned());
        self.open(directories::open(self.site.directory.clone(), wanted), now)
    }
}

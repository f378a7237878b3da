//! What a screen's wishes do to the console.

use std::time::Instant;

use secrecy::ExposeSecret;

use super::update::Steps;
use super::{App, Operator, Over, Seated, worker};
use crate::console::driver::{Posted, Seat};
use crate::console::keymap::View;
use crate::console::runtime::Step;
use crate::console::screen::{Context, Input, Next, Said, Screen, sign_in};
use crate::console::widget::phrase::Phrase;

/// The terminal gives no receipt, and may not have listened.
const SENT_SECRET: &str =
    "sent to your terminal; it gives no receipt, so paste it somewhere safe and check";

impl App {
    /// Hands one input to the screen at `index` of the stack and does what it wishes.
    pub(super) fn give(&mut self, index: usize, input: Input, now: Instant) -> Steps {
        let context = Context {
            now,
            at: self.site.clock.now(),
            operator: &self.site.operator,
            theme: &self.setting.theme,
            keymap: &self.setting.keymap,
            layout: &self.site.layout,
            secrets: self.setting.secrets,
            is_revealed: false,
        };
        let Some(seated) = self.stack.get_mut(index) else {
            return Steps::new();
        };
        let asks = worker::is_load(&input) && !seated.screen.is_overlay();
        let next = seated.screen.update(input, &context);
        let mut steps = self.apply(index, next, now);
        if asks && self.site.operator != Operator::SignedOut {
            steps.push(Step::Run(self.worker.ask(now)));
        }
        steps
    }

    pub(super) fn apply(&mut self, index: usize, wishes: Vec<Next>, now: Instant) -> Steps {
        let seat = self.stack.get(index).map_or(Seat(0), |seated| seated.seat);
        let mut steps = Steps::new();
        for wish in wishes {
            match wish {
                Next::Run(body) => steps.push(Step::Run(Posted { seat, body })),
                Next::Open(screen) => steps.extend(self.open(screen, now)),
                Next::Replace(screen) => {
                    self.unlist(seat);
                    self.stack.pop();
                    steps.extend(self.open(screen, now));
                }
                Next::Back => steps.extend(self.back(false, now)),
                Next::BackChanged => steps.extend(self.back(true, now)),
                Next::Below(input) => {
                    if let Some(below) = index.checked_sub(1) {
                        steps.extend(self.give(below, input, now));
                    }
                }
                Next::Say(said) => self.say(said, now),
                Next::Copy(text) => {
                    let words =
                        Phrase::from("sent to your terminal's clipboard: ").text(text.as_str());
                    self.status.ok(words, now);
                    steps.push(Step::Copy(text.into()));
                }
                Next::CopySecret(secret) => {
                    self.status.ok(SENT_SECRET.into(), now);
                    steps.push(Step::Copy(secret.expose_secret().to_owned().into()));
                }
                Next::Operator(operator) => self.operate(operator),
                Next::SignIn => {
                    self.operate(Operator::SignedOut);
                    self.stack.clear();
                    steps.extend(self.open(sign_in::open(), now));
                }
                Next::Enter(arrival) => steps.extend(self.enter(*arrival, now)),
                Next::Took(took) => {
                    self.latency = format!("{} ms", took.as_millis()).as_str().into();
                }
                Next::Repaint => steps.push(Step::Repaint),
                Next::Quit => steps.push(Step::Quit),
            }
        }
        steps
    }

    pub(super) fn open(&mut self, screen: Box<dyn Screen>, now: Instant) -> Steps {
        self.over = Over::Nothing;
        self.seat(screen);
        let top = self.stack.len().saturating_sub(1);
        let body = self.body();
        let mut steps = self.give(top, Input::Resized(body), now);
        steps.extend(self.give(top, Input::Opened, now));
        steps
    }

    /// The list of directories may lie over a sign-in that is answered only now: it goes first.
    fn unlist(&mut self, seat: Seat) {
        let top = self.stack.last();
        if top.is_some_and(|top| top.seat != seat && top.screen.view() == View::Directories) {
            self.stack.pop();
        }
    }

    fn back(&mut self, has_changed: bool, now: Instant) -> Steps {
        if self.stack.len() <= 1 {
            return vec![Step::Quit];
        }
        self.stack.pop();
        let top = self.stack.len().saturating_sub(1);
        self.give(top, Input::Uncovered(has_changed), now)
    }

    /// Leaves every screen but the first, for a place from the palette.
    pub(super) fn go(&mut self, screen: Box<dyn Screen>, now: Instant) -> Steps {
        self.stack.truncate(1);
        let crumbs = |seated: &Seated| seated.screen.crumbs().into_iter().next();
        let is_there = self.stack.first().map(crumbs) == Some(screen.crumbs().into_iter().next());
        if is_there {
            self.give(0, Input::Uncovered(false), now)
        } else {
            self.open(screen, now)
        }
    }

    fn say(&mut self, said: Said, now: Instant) {
        match said {
            Said::Ok(words) => self.status.ok(words, now),
            Said::Failed(words) => self.status.failed(words),
            Said::Note(words) => self.status.note(words),
            Said::Nothing => self.status.clear(),
        }
    }
}

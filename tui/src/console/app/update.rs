//! Where events go: what holds everywhere first, then what lies over the screens, then the screen on top.

use std::time::Instant;

use crokey::{KeyCombination, key};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::Frame;
use ratatui::layout::Size;

use super::worker::OWN;
use super::{App, Over, offers};
use crate::console::driver::{Answer, Effect, Posted};
use crate::console::keymap::{Command, View};
use crate::console::runtime::{Event, Program, Step};
use crate::console::screen::{Input, Next};
use crate::console::widget::help::Help;
use crate::console::widget::palette::{Choice, Palette};

pub(super) type Steps = Vec<Step<Posted<Effect>>>;

impl Program for App {
    type Message = Posted<Answer>;
    type Effect = Posted<Effect>;

    fn update(&mut self, event: Event<Posted<Answer>>, now: Instant) -> Steps {
        match event {
            Event::Key(key) => {
                self.live.touched(now);
                self.key(key, now)
            }
            Event::Paste(text) => self.paste(text, now),
            Event::Mouse(mouse) => self.mouse(mouse, now),
            Event::Focus(is_front) => {
                self.live.focus(is_front, now);
                self.all(|| Input::Focus(is_front), now)
            }
            Event::Resized(width, height) => self.resize(Size { width, height }, now),
            Event::Answer(Posted { seat: OWN, body }) => {
                self.worker.hear(body);
                Steps::new()
            }
            Event::Answer(Posted { seat, body }) => {
                self.live.looked(now);
                let index = self.stack.iter().position(|seated| seated.seat == seat);
                // A screen that was left wants no answer any more.
                index.map_or_else(Steps::new, |index| {
                    self.give(index, Input::Answer(body), now)
                })
            }
            Event::Woken => {
                let mut steps = self.all(|| Input::Woken, now);
                steps.extend(self.look_again(now));
                steps
            }
        }
    }

    fn view(&self, frame: &mut Frame<'_>, now: Instant) {
        self.draw(frame, now);
    }

    fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        let screens = self
            .stack
            .iter()
            .filter_map(|seated| seated.screen.next_wakeup(now));
        let others = [self.status.next_wakeup(now), self.looks_again()];
        screens.chain(others.into_iter().flatten()).min()
    }
}

impl App {
    fn key(&mut self, key: KeyCombination, now: Instant) -> Steps {
        let command = self.setting.keymap.lookup(self.holding_view(), key);
        if let Some(steps) = command.and_then(|command| self.everywhere(command, now)) {
            return steps;
        }
        if self.is_too_small() {
            return if key == key!(q) {
                vec![Step::Quit]
            } else {
                Steps::new()
            };
        }
        match &mut self.over {
            Over::Help(help) => {
                match command {
                    Some(command) if help.obey(command) => self.over = Over::Nothing,
                    Some(_) => {}
                    None => help.press(key),
                }
                Steps::new()
            }
            Over::Palette(palette) => {
                if let Some(command) = command {
                    let choice = palette.obey(command);
                    self.choose(choice, now)
                } else {
                    palette.press(key);
                    Steps::new()
                }
            }
            Over::Nothing => match command {
                Some(command) => self.command(command, now),
                None => self.top(Input::Key(key), now),
            },
        }
    }

    /// Whose keys hold now.
    fn holding_view(&self) -> View {
        match &self.over {
            Over::Help(_) => View::Help,
            Over::Palette(_) => View::Palette,
            Over::Nothing => self
                .stack
                .last()
                .map_or(View::Everywhere, |seated| seated.screen.view()),
        }
    }

    /// What works on every screen, too small ones included.
    fn everywhere(&mut self, command: Command, now: Instant) -> Option<Steps> {
        match command {
            Command::Interrupt => {
                let is_unsaved = self.stack.iter().any(|seated| seated.screen.is_unsaved());
                Some(if is_unsaved {
                    self.over = Over::Nothing;
                    self.top(Input::Command(Command::Interrupt), now)
                } else {
                    vec![Step::Quit]
                })
            }
            Command::Suspend => Some(vec![Step::Suspend]),
            Command::Repaint => Some(vec![Step::Repaint]),
            _ => None,
        }
    }

    /// A command of the screen on top, or one that the console answers for every screen.
    pub(super) fn command(&mut self, command: Command, now: Instant) -> Steps {
        let Some(top) = self.stack.last() else {
            return vec![Step::Quit];
        };
        match command {
            Command::Help => {
                let view = top.screen.view();
                self.over = Over::Help(Help::new(self.help(view, now)));
                Steps::new()
            }
            Command::Palette => {
                self.over = Over::Palette(Box::new(Palette::new(self.deeds(now))));
                Steps::new()
            }
            Command::Live => {
                self.live.toggle();
                let says = if self.live.is_on() {
                    "what is shown is kept up to date"
                } else {
                    "what is shown stays until it is refreshed"
                };
                self.apply(
                    self.stack.len().saturating_sub(1),
                    vec![Next::ok(says)],
                    now,
                )
            }
            Command::CopyCommand => {
                let next = top.screen.twin().map_or_else(
                    || vec![Next::note("this view has no command of its own")],
                    |twin| vec![Next::Copy(twin)],
                );
                self.apply(self.stack.len().saturating_sub(1), next, now)
            }
            Command::Directories => self.directories(None, now),
            other => self.top(Input::Command(other), now),
        }
    }

    fn choose(&mut self, choice: Choice<offers::Deed>, now: Instant) -> Steps {
        match choice {
            Choice::None => {}
            Choice::Close => self.over = Over::Nothing,
            Choice::Refused(why) => {
                return self.apply(0, vec![Next::note(&why)], now);
            }
            Choice::Take(deed) => {
                self.over = Over::Nothing;
                return self.take(deed, now);
            }
        }
        Steps::new()
    }

    fn paste(&mut self, text: String, now: Instant) -> Steps {
        match &mut self.over {
            Over::Palette(palette) => palette.paste(&text),
            Over::Help(_) => {}
            Over::Nothing => return self.top(Input::Paste(text), now),
        }
        Steps::new()
    }

    fn mouse(&mut self, mouse: MouseEvent, now: Instant) -> Steps {
        if self.is_too_small() || !matches!(self.over, Over::Nothing) {
            return Steps::new();
        }
        match mouse.kind {
            MouseEventKind::ScrollUp => self.top(Input::Command(Command::Up), now),
            MouseEventKind::ScrollDown => self.top(Input::Command(Command::Down), now),
            MouseEventKind::Down(MouseButton::Left) => {
                self.top(Input::Click(mouse.column, mouse.row), now)
            }
            _ => Steps::new(),
        }
    }

    fn resize(&mut self, size: Size, now: Instant) -> Steps {
        let is_first = self.size == Size::default();
        self.size = size;
        let body = self.body();
        let mut steps = self.all(|| Input::Resized(body), now);
        if is_first {
            steps.extend(self.top(Input::Opened, now));
        } else {
            // A terminal made small and large again has cut what ratatui believes is still there.
            steps.push(Step::Repaint);
        }
        steps
    }

    fn top(&mut self, input: Input, now: Instant) -> Steps {
        self.give(self.stack.len().saturating_sub(1), input, now)
    }

    fn all(&mut self, input: impl Fn() -> Input, now: Instant) -> Steps {
        let mut steps = Steps::new();
        for index in 0..self.stack.len() {
            steps.extend(self.give(index, input(), now));
        }
        steps
    }
}

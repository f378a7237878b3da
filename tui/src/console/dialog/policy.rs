//! Another policy for a sweep: its terms are typed here and counted against the directory; the question that follows is
//! the one of every sensitive action.

use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::Result;
use wardroom_core::action::{Action, SetPolicy};
use wardroom_core::model::{Safe, parse_age, spell_age};
use wardroom_core::sweep::{Policy, Wish};

use super::deed;
use super::text::{Text, fitting};
use crate::console::driver::{Answer, Effect, Found, NewPolicy, Read};
use crate::console::keymap::{Command, View};
use crate::console::screen::{Context, Input, Next, Screen};
use crate::console::theme::{Mark, Role};
use crate::console::ticket::Slot;
use crate::console::widget::dialog::Dialog;
use crate::console::widget::form::{Filled, Form};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::spinner;

const WIDTH: u16 = 66;
/// One for each field.
const ROWS: u16 = 4;
/// Rows for the edges.
const AROUND: u16 = 2;

/// The terms as far as they were typed.
#[derive(Debug)]
struct Terms {
    before: Policy,
    form: Form,
    counting: Slot,
    wanted: Vec<String>,
    trouble: Option<Safe>,
}

/// Asks for the terms, or says why not now.
pub fn ask(policy: &Policy, context: &Context<'_>) -> Next {
    match not_now(context) {
        Some(why) => Next::note(format!("not now: {why}").as_str()),
        None => Next::Open(Box::new(Terms::new(policy.clone()))),
    }
}

/// Why this operator cannot change a policy.
pub fn not_now(context: &Context<'_>) -> Option<Safe> {
    context.operator.caller_as(SetPolicy::SPEC.least).err()
}

const fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

impl Terms {
    fn new(before: Policy) -> Self {
        let form = Form::default()
            .filled("keep rows", &spell_age(before.keep))
            .filled("schedule", &before.cron)
            .filled("time zone", &before.zone)
            .filled("runs itself", yes_or_no(before.enabled));
        Self {
            before,
            form,
            counting: Slot::default(),
            wanted: Vec::new(),
            trouble: None,
        }
    }

    /// What differs from the policy that holds, and the same as the command line takes it.
    fn wish(&self) -> std::result::Result<(Wish, Vec<String>), String> {
        let typed = |index| self.form.value(index).trim();
        let differs = |index, was: &str| Some(typed(index)).filter(|text| *text != was);
        let before = &self.before;
        let keep = differs(0, &spell_age(before.keep));
        let cron = differs(1, &before.cron);
        let zone = differs(2, &before.zone);
        let enabled = match differs(3, yes_or_no(before.enabled)) {
            None => None,
            Some("yes") => Some(true),
            Some("no") => Some(false),
            Some(_) => return Err("runs itself: yes or no is needed".to_owned()),
        };
        let flag = |name: &str, text: Option<&str>| {
            let text = text.into_iter();
            text.flat_map(|text| [name.to_owned(), text.to_owned()])
                .collect::<Vec<_>>()
        };
        let itself = enabled.map(|is_on| if is_on { "--enable" } else { "--disable" });
        let flags = [
            flag("--keep", keep),
            flag("--schedule", cron),
            flag("--zone", zone),
            itself.map(str::to_owned).into_iter().collect(),
        ];
        let wish = Wish {
            keep: keep.map(parse_age).transpose()?,
            cron: cron.map(str::to_owned),
            zone: zone.map(str::to_owned),
            enabled,
        };
        Ok((wish, flags.concat()))
    }

    fn obey(&mut self, command: Command, context: &Context<'_>) -> Vec<Next> {
        if self.counting.is_loading() {
            let is_over = command == Command::Back && self.counting.cancel();
            return is_over
                .then(|| Next::note("cancelled"))
                .into_iter()
                .collect();
        }
        match self.form.obey(command) {
            Filled::NotYet => Vec::new(),
            Filled::Left => vec![Next::Back],
            Filled::Done => self.count(context),
        }
    }

    fn count(&mut self, context: &Context<'_>) -> Vec<Next> {
        match self.wish() {
            Ok((wish, flags)) => {
                (self.wanted, self.trouble) = (flags, None);
                let ticket = self.counting.start(context.now);
                let read = Read::Change(self.before.sweep, wish);
                vec![Next::Run(Effect::Read(ticket, read))]
            }
            Err(why) => {
                self.trouble = Some(why.into());
                Vec::new()
            }
        }
    }

    fn counted(&mut self, found: Result<Found>) -> Vec<Next> {
        match found {
            Ok(Found::Change(change)) => vec![Next::Replace(deed::set_policy(NewPolicy {
                sweep: self.before.sweep,
                change,
                flags: std::mem::take(&mut self.wanted),
            }))],
            Ok(_) => Vec::new(),
            Err(error) => {
                self.trouble = Some(error.to_string().into());
                Vec::new()
            }
        }
    }

    fn lines(&self, columns: usize, context: &Context<'_>) -> Vec<Phrase> {
        let mut text = Text::new(columns);
        text.blank();
        text.plain(self.before.does);
        text.dim("Nothing changes yet: what would be due is counted first, and shown.");
        if let Some(trouble) = &self.trouble {
            text.marked(Mark::Warn, trouble.as_str());
        }
        if let Some(due) = self.counting.spinner(context.now) {
            let sign = spinner::sign(due, context.theme.glyphs);
            text.dim(&format!("{sign} counting what would be due"));
        }
        text.blank();
        text.lines
    }
}

impl Screen for Terms {
    fn view(&self) -> View {
        View::Policy
    }

    fn update(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        match input {
            Input::Command(command) => return self.obey(command, context),
            Input::Key(key) if !self.counting.is_loading() => self.form.press(key),
            Input::Paste(text) if !self.counting.is_loading() => self.form.paste(text),
            Input::Answer(Answer::Found(ticket, _, found)) if self.counting.accept(&ticket) => {
                return self.counted(found);
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(WIDTH.min(area.width)).saturating_sub(4);
        let room = usize::from(area.height.saturating_sub(ROWS + AROUND));
        let title = Phrase::new()
            .say(Role::Title, "another policy for ")
            .say(Role::Title, self.before.sweep);
        let dialog = Dialog {
            title,
            lines: fitting(self.lines(columns, context), room),
            rows: ROWS,
            width: WIDTH,
            hints: context
                .keymap
                .hints(View::Policy, columns.saturating_sub(2)),
        };
        let rest = dialog.draw(frame, area, context.theme);
        self.form.draw(frame, rest, context.theme);
    }

    fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        self.counting.next_wakeup(now)
    }

    fn is_overlay(&self) -> bool {
        true
    }
}

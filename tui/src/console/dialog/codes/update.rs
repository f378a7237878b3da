//! What each input does to codes that are shown.

use ratatui::layout::Size;
use wardroom_core::model::Safe;

use super::{Mode, Purpose, SHOWN_FOR, Shown};
use crate::console::driver::Answer;
use crate::console::keymap::Command;
use crate::console::screen::{Context, Input, Next};
use crate::console::widget::secret_field::SecretField;

impl Shown {
    pub(super) fn take(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        match input {
            Input::Opened => {
                self.show(context);
                // No two openings ask for the same code, and nobody can tell before which.
                let seconds = context.at.unix_seconds().unsigned_abs();
                let count = u64::try_from(self.codes.len()).unwrap_or(1).max(1);
                self.asked = usize::try_from(seconds % count).unwrap_or_default();
            }
            Input::Resized(size) => self.resized(size),
            Input::Focus(false) => self.until = None,
            Input::Woken if self.until.is_some_and(|(until, _)| until <= context.now) => {
                self.until = None;
            }
            Input::Command(command) => return self.obey(command, context),
            Input::Key(key) => match &mut self.mode {
                Mode::Ending(field) => drop(field.press(key)),
                Mode::Naming(field) => drop(field.press(key)),
                Mode::Looking | Mode::Waiting => {}
            },
            Input::Paste(text) => match &mut self.mode {
                Mode::Ending(field) => drop(field.paste(text)),
                Mode::Naming(field) => drop(field.paste(&text)),
                Mode::Looking | Mode::Waiting => {}
            },
            Input::Answer(Answer::Written(written)) => return self.written(written),
            _ => {}
        }
        Vec::new()
    }

    fn obey(&mut self, command: Command, context: &Context<'_>) -> Vec<Next> {
        match (&mut self.mode, command) {
            (Mode::Waiting, _) => return vec![Next::note("one moment")],
            (_, Command::Interrupt) if !self.purpose.counts_already() => {
                return self.leave(context);
            }
            (Mode::Looking, Command::Back) | (_, Command::Interrupt) => {
                return self.ask_to_leave(context);
            }
            (Mode::Ending(_) | Mode::Naming(_), Command::Back) => {
                self.mode = Mode::Looking;
                self.trouble = None;
            }
            (Mode::Ending(_), Command::Accept) => return self.finish(context),
            (Mode::Naming(_), Command::Accept) => return self.save(),
            (Mode::Ending(_) | Mode::Naming(_), _) => {}
            (Mode::Looking, command) => {
                self.is_leaving = false;
                return self.look(command, context);
            }
        }
        Vec::new()
    }

    fn look(&mut self, command: Command, context: &Context<'_>) -> Vec<Next> {
        match command {
            Command::Accept => self.mode = Mode::Ending(SecretField::default()),
            Command::HideSecret if self.is_hidden() => self.show(context),
            Command::HideSecret => self.until = None,
            Command::ReadAloud => self.aloud = self.aloud.map_or(Some(0), |_| None),
            Command::NextPane => self.read_on(1),
            Command::PreviousPane => self.read_on(self.codes.len().saturating_sub(1)),
            Command::CopySecret => return self.copy(context),
            Command::SaveSecret => return self.name_file(context),
            _ => {}
        }
        Vec::new()
    }

    fn show(&mut self, context: &Context<'_>) {
        self.until = Some((context.now + SHOWN_FOR, context.at.plus(SHOWN_FOR)));
    }

    /// Another client of the same terminal session resized it: somebody else may be looking.
    fn resized(&mut self, size: Size) {
        if self.size.replace(size).is_some_and(|before| before != size) {
            self.until = None;
        }
    }

    fn read_on(&mut self, by: usize) {
        let count = self.codes.len().max(1);
        self.aloud = self.aloud.map(|at| (at + by) % count);
    }

    /// One slip must not throw codes away that were read to somebody already.
    fn ask_to_leave(&mut self, context: &Context<'_>) -> Vec<Next> {
        if std::mem::replace(&mut self.is_leaving, true) {
            return self.leave(context);
        }
        vec![Next::note(match self.purpose {
            Purpose::Own | Purpose::Backup => "once more leaves; nobody can show the codes again",
            Purpose::Issued(..) => "once more throws these codes away; the ones before stay",
        })]
    }

    pub(super) fn complain(&mut self, words: impl Into<Safe>) -> Vec<Next> {
        self.trouble = Some(words.into());
        Vec::new()
    }
}

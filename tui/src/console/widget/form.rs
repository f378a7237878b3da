//! A few fields one below the other: Tab and the arrows move, Enter goes on and at the last one is done.

use crokey::KeyCombination;
use ratatui::Frame;
use ratatui::layout::Rect;
use secrecy::SecretString;

use crate::console::keymap::Command;
use crate::console::theme::{Role, Theme};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::secret_field::SecretField;
use crate::console::widget::text_field::TextField;

/// Columns for the labels, and for what is typed.
const LABEL: u16 = 14;
const TYPED: u16 = 40;

/// What one field holds.
#[derive(Debug)]
enum Field {
    Text(TextField),
    Secret(SecretField),
}

/// The fields, and which one is being typed into.
#[derive(Debug, Default)]
pub struct Form {
    fields: Vec<(&'static str, Field)>,
    at: usize,
}

/// What the form wants after a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// More typing.
    NotYet,
    /// Every field was gone through.
    Done,
    /// The operator wants out.
    Left,
}

impl Form {
    /// Adds a field whose text may be seen.
    pub fn text(mut self, label: &'static str) -> Self {
        self.fields.push((label, Field::Text(TextField::default())));
        self
    }

    /// Adds a field in which something stands already.
    pub fn filled(mut self, label: &'static str, text: &str) -> Self {
        self.fields
            .push((label, Field::Text(TextField::with(text))));
        self
    }

    /// Adds a field for a secret.
    pub fn secret(mut self, label: &'static str) -> Self {
        self.fields
            .push((label, Field::Secret(SecretField::default())));
        self
    }

    /// Obeys a command of a typing view.
    pub fn obey(&mut self, command: Command) -> Filled {
        let last = self.fields.len().saturating_sub(1);
        match command {
            Command::Back => return Filled::Left,
            Command::Accept if self.at == last => return Filled::Done,
            Command::Accept | Command::Down => self.at = (self.at + 1).min(last),
            Command::Up => self.at = self.at.saturating_sub(1),
            Command::NextPane => self.at = if self.at == last { 0 } else { self.at + 1 },
            Command::PreviousPane => self.at = self.at.checked_sub(1).unwrap_or(last),
            _ => {}
        }
        Filled::NotYet
    }

    /// Takes a key that is no command here.
    pub fn press(&mut self, key: KeyCombination) {
        match self.fields.get_mut(self.at) {
            Some((_, Field::Text(field))) => drop(field.press(key)),
            Some((_, Field::Secret(field))) => drop(field.press(key)),
            None => {}
        }
    }

    /// Takes a paste.
    pub fn paste(&mut self, text: String) {
        match self.fields.get_mut(self.at) {
            Some((_, Field::Text(field))) => drop(field.paste(&text)),
            Some((_, Field::Secret(field))) => drop(field.paste(text)),
            None => {}
        }
    }

    /// The label of the first field nothing stands in; the typing goes there.
    pub fn seek_empty(&mut self) -> Option<&'static str> {
        let (at, label) = self
            .fields
            .iter()
            .enumerate()
            .find_map(|(at, (label, field))| {
                let is_empty = match field {
                    Field::Text(field) => field.value().is_empty(),
                    Field::Secret(field) => field.is_empty(),
                };
                is_empty.then_some((at, *label))
            })?;
        self.at = at;
        Some(label)
    }

    /// What stands in a text field.
    pub fn value(&self, index: usize) -> &str {
        match self.fields.get(index) {
            Some((_, Field::Text(field))) => field.value(),
            _ => "",
        }
    }

    /// Hands a secret over and leaves its field empty.
    pub fn take(&mut self, index: usize) -> SecretString {
        match self.fields.get_mut(index) {
            Some((_, Field::Secret(field))) => SecretString::from(field.take().as_str()),
            _ => SecretString::default(),
        }
    }

    /// Puts the typing into this field.
    pub const fn go_to(&mut self, index: usize) {
        self.at = index;
    }

    /// Draws one row per field and returns what is left below.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, theme: &Theme) -> Rect {
        for ((index, (label, field)), row) in self.fields.iter().enumerate().zip(area.rows()) {
            let is_here = index == self.at;
            let sign = if is_here { theme.glyphs.cursor } else { " " };
            let label = Phrase::from(sign).text(" ").say(Role::Dim, *label);
            frame.render_widget(label.line(theme, LABEL.into()), row);
            let place = Rect {
                x: row.x + LABEL.min(row.width),
                width: TYPED.min(row.width.saturating_sub(LABEL)),
                ..row
            };
            match field {
                Field::Text(field) => field.draw(frame, place, theme, is_here),
                Field::Secret(field) => field.draw(frame, place, theme, is_here),
            }
        }
        let used = u16::try_from(self.fields.len())
            .unwrap_or(u16::MAX)
            .min(area.height);
        Rect {
            y: area.y + used,
            height: area.height - used,
            ..area
        }
    }
}

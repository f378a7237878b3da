//! The help: the keys of a view, from the keymap that is looked up, found by typing a word or a key.

use crokey::KeyCombination;
use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::model::Safe;

use super::dialog::Dialog;
use super::phrase::{Phrase, paragraph};
use super::text_field::TextField;
use crate::console::keymap::{Command, HelpRow, Hint};
use crate::console::theme::{Role, Theme};

/// Columns wanted, and of them those for the keys.
const WIDTH: u16 = 74;
const KEYS: usize = 16;

/// What stands in the way, below what it would do.
fn why(words: &Safe) -> Vec<Phrase> {
    let indent = KEYS + 4;
    let broken = paragraph(Role::Dim, words, usize::from(WIDTH) - indent - 4);
    let indented = |line| Phrase::new().text(" ".repeat(indent)).then(line);
    broken.into_iter().map(indented).collect()
}

/// The help while it is open.
#[derive(Clone, Debug)]
pub struct Help {
    rows: Vec<HelpRow>,
    field: TextField,
    first: usize,
}

impl Help {
    /// Opens it on the rows of a view.
    pub fn new(rows: Vec<HelpRow>) -> Self {
        Self {
            rows,
            field: TextField::default(),
            first: 0,
        }
    }

    /// Takes a key that is no command here.
    pub fn press(&mut self, key: KeyCombination) {
        if self.field.press(key) {
            self.first = 0;
        }
    }

    /// Obeys a command of the help's view; true once it should close. Back first clears what was typed.
    pub fn obey(&mut self, command: Command) -> bool {
        let last = self.lines().len().saturating_sub(1);
        match command {
            Command::Back => return !self.field.clear(),
            Command::Accept => return true,
            Command::Up => self.first = self.first.saturating_sub(1),
            Command::Down => self.first = (self.first + 1).min(last),
            Command::PageUp => self.first = self.first.saturating_sub(10),
            Command::PageDown => self.first = (self.first + 10).min(last),
            _ => {}
        }
        false
    }

    /// Draws it over `area`.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, theme: &Theme, hints: Vec<Hint>) {
        let lines = self.lines();
        let rows = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2);
        let title = Phrase::new().say(Role::Title, "? keys");
        let dialog = Dialog {
            title,
            lines: Vec::new(),
            rows,
            width: WIDTH,
            hints,
        };
        let mut rows = dialog.draw(frame, area, theme).rows();
        if let Some(row) = rows.next() {
            frame.render_widget(Phrase::new().say(Role::Dim, "find ").line(theme, 5), row);
            let field = Rect {
                x: row.x + row.width.min(5),
                width: row.width.saturating_sub(5),
                ..row
            };
            self.field.draw(frame, field, theme, true);
        }
        for (line, row) in lines.iter().skip(self.first).zip(rows.skip(1)) {
            frame.render_widget(line.line(theme, row.width.into()), row);
        }
    }

    /// A heading for each part, and below it the rows that match what was typed.
    fn lines(&self) -> Vec<Phrase> {
        let wanted = self.field.value().to_lowercase();
        let matches = |row: &&HelpRow| {
            let is_key = row.keys.split(' ').any(|key| key == self.field.value());
            is_key || row.command.does().contains(&wanted) || row.command.name().contains(&wanted)
        };
        let mut title = "";
        let mut lines = Vec::new();
        for row in self.rows.iter().filter(matches) {
            if row.title != title {
                title = row.title;
                lines.push(Phrase::new().say(Role::Title, title));
            }
            let blanks = " ".repeat(KEYS.saturating_sub(row.keys.chars().count()).max(1));
            let (keys, does) = if row.is_off {
                (Role::Dim, Role::Dim)
            } else {
                (Role::Accent, Role::Text)
            };
            lines.push(
                Phrase::from("  ")
                    .say(keys, row.keys.as_str())
                    .text(blanks)
                    .say(does, row.command.does()),
            );
            lines.extend(row.why.iter().flat_map(why));
        }
        if lines.is_empty() {
            lines.push(Phrase::new().say(Role::Dim, "no key does that"));
        }
        lines
    }
}

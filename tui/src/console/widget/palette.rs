//! The palette: places and deeds, found by typing parts of their names. What cannot be done now stays and says why.

use crokey::KeyCombination;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::model::Safe;

use super::dialog::Dialog;
use super::listing::Listing;
use super::phrase::Phrase;
use super::text_field::TextField;
use crate::console::keymap::{Command, Hint};
use crate::console::theme::{Role, Theme};

/// Go somewhere or do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A place.
    Go,
    /// A deed.
    Do,
}

/// One thing on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<Value> {
    /// Place or deed.
    pub kind: Kind,
    /// What it is called.
    pub label: Safe,
    /// On what, or a number that helps to choose.
    pub about: Safe,
    /// Its direct key, for next time.
    pub key: Option<String>,
    /// Why it cannot be done, in a sentence that says whether it ever can.
    pub refusal: Option<Safe>,
    /// What to do with it.
    pub value: Value,
}

/// What the palette wants after a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice<Value> {
    /// Keep it open.
    None,
    /// Close it.
    Close,
    /// Close it and do this.
    Take(Value),
    /// Keep it open and say why not.
    Refused(Safe),
}

/// The palette while it is open.
#[derive(Debug)]
pub struct Palette<Value> {
    field: TextField,
    entries: Vec<Entry<Value>>,
    found: Listing<usize>,
}

/// Columns wanted, and rows of entries shown at once.
const SIZE: (u16, u16) = (72, 10);

impl<Value: Clone> Palette<Value> {
    /// Opens it on these entries.
    pub fn new(entries: Vec<Entry<Value>>) -> Self {
        let mut palette = Self {
            field: TextField::default(),
            entries,
            found: Listing::default(),
        };
        palette.found.resize(SIZE.1.into());
        palette.search();
        palette
    }

    /// Takes a key that is no command here.
    pub fn press(&mut self, key: KeyCombination) {
        if self.field.press(key) {
            self.search();
        }
    }

    /// Takes a paste.
    pub fn paste(&mut self, text: &str) {
        if self.field.paste(text) {
            self.search();
        }
    }

    /// Obeys a command of the palette's view.
    pub fn obey(&mut self, command: Command) -> Choice<Value> {
        match command {
            Command::Back => return Choice::Close,
            Command::Accept => return self.choose(),
            Command::Complete => {
                if let Some(label) = self.selected().map(|entry| entry.label.clone()) {
                    self.field.set(label.as_str());
                    self.search();
                }
            }
            other => drop(self.found.obey(other)),
        }
        Choice::None
    }

    fn choose(&self) -> Choice<Value> {
        match self.selected() {
            None => Choice::None,
            Some(Entry {
                refusal: Some(reason),
                ..
            }) => Choice::Refused(reason.clone()),
            Some(entry) => Choice::Take(entry.value.clone()),
        }
    }

    fn selected(&self) -> Option<&Entry<Value>> {
        self.found
            .selected()
            .and_then(|index| self.entries.get(*index))
    }

    /// Best matches first, refused or not: whoever types the name of one deed must not run another.
    fn search(&mut self) {
        let pattern = Pattern::parse(
            self.field.value(),
            CaseMatching::Ignore,
            Normalization::Smart,
        );
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut scored: Vec<_> = (self.entries.iter().enumerate())
            .filter_map(|(index, entry)| {
                let name = format!("{} {}", entry.label, entry.about);
                let score = pattern.score(Utf32Str::new(&name, &mut letters), &mut matcher)?;
                Some((std::cmp::Reverse(score), entry.refusal.is_some(), index))
            })
            .collect();
        scored.sort_unstable();
        self.found = Listing::default();
        self.found.resize(SIZE.1.into());
        self.found
            .replace(scored.into_iter().map(|(.., index)| index).collect());
    }

    /// Draws it over `area`.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, theme: &Theme, hints: Vec<Hint>) {
        let title = Phrase::new().say(Role::Title, ": go or do");
        let dialog = Dialog {
            title,
            lines: Vec::new(),
            rows: SIZE.1 + 2,
            width: SIZE.0,
            hints,
        };
        let mut rows = dialog.draw(frame, area, theme).rows();
        if let Some(row) = rows.next() {
            frame.render_widget(Phrase::new().say(Role::Accent, "> ").line(theme, 2), row);
            let field = Rect {
                x: row.x + row.width.min(2),
                width: row.width.saturating_sub(2),
                ..row
            };
            self.field.draw(frame, field, theme, true);
        }
        // An empty row divides what is typed from what was found.
        for (index, row) in self.found.window().zip(rows.skip(1)) {
            let Some(entry) = self
                .found
                .key_at(index)
                .and_then(|index| self.entries.get(*index))
            else {
                continue;
            };
            draw_entry(frame, row, theme, entry, index == self.found.cursor());
        }
    }
}

fn draw_entry<Value>(
    frame: &mut Frame<'_>,
    row: Rect,
    theme: &Theme,
    entry: &Entry<Value>,
    is_cursor: bool,
) {
    let cursor = if is_cursor { theme.glyphs.cursor } else { " " };
    let kind = match entry.kind {
        Kind::Go => "go  ",
        Kind::Do => "do  ",
    };
    let (role, about) = match &entry.refusal {
        Some(reason) => (Role::Dim, reason.clone()),
        None => (Role::Text, entry.about.clone()),
    };
    let key = entry.key.clone().unwrap_or_default();
    let left = Phrase::from(cursor)
        .text(" ")
        .say(Role::Dim, kind)
        .say(role, &entry.label)
        .text("  ")
        .say(Role::Dim, about);
    let width = usize::from(row.width).saturating_sub(key.chars().count() + 1);
    let key = Phrase::new().say(Role::Accent, key);
    frame.render_widget(key.line(theme, row.width.into()).right_aligned(), row);
    frame.render_widget(left.line(theme, width), row);
    if is_cursor {
        frame.buffer_mut().set_style(row, theme.style(Role::Cursor));
    }
}

//! The text of a dialog: lines under labels, broken where they would not fit, and never cut off unsaid.

use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::{Phrase, paragraph};

/// Columns for the labels.
pub(super) const LABEL: usize = 9;

/// Lines under labels, broken where they would not fit.
pub(super) struct Text {
    pub(super) lines: Vec<Phrase>,
    columns: usize,
}

impl Text {
    pub(super) const fn new(columns: usize) -> Self {
        Self {
            lines: Vec::new(),
            columns,
        }
    }

    /// Sets the next lines off, unless they are already.
    pub(super) fn blank(&mut self) {
        if self.lines.last().is_none_or(|line| !line.is_empty()) {
            self.lines.push(Phrase::new());
        }
    }

    pub(super) fn plain(&mut self, words: &str) {
        self.lines
            .extend(paragraph(Role::Text, words, self.columns));
    }

    pub(super) fn dim(&mut self, words: &str) {
        self.lines.extend(paragraph(Role::Dim, words, self.columns));
    }

    pub(super) fn marked(&mut self, mark: Mark, words: &str) {
        let role = mark.sign().role;
        let broken = paragraph(role, words, self.columns.saturating_sub(3));
        for (index, line) in broken.into_iter().enumerate() {
            let start = if index == 0 {
                Phrase::new().shape(mark).text(" ")
            } else {
                Phrase::from("   ")
            };
            self.lines.push(start.then(line));
        }
    }

    /// A mark and a word before what should make the operator hesitate.
    pub(super) fn warn(&mut self, words: &str) {
        let label = Phrase::new().shape(Mark::Warn).say(Role::Warn, " care");
        let room = self.columns.saturating_sub(LABEL);
        for (index, line) in paragraph(Role::Warn, words, room).into_iter().enumerate() {
            let label = if index == 0 {
                label.clone()
            } else {
                Phrase::new()
            };
            let pad = " ".repeat(LABEL.saturating_sub(label.width()));
            self.lines.push(label.text(pad).then(line));
        }
    }

    pub(super) fn fact(&mut self, label: &str, words: &str) {
        self.list(label, Role::Text, &[words.trim().to_owned()]);
    }

    /// Sentences below each other, the label before the first.
    pub(super) fn list(&mut self, label: &str, role: Role, sentences: &[String]) {
        let room = self.columns.saturating_sub(LABEL);
        let lines = sentences
            .iter()
            .flat_map(|sentence| paragraph(role, sentence.as_str(), room));
        for (index, line) in lines.enumerate() {
            let label = if index == 0 { label } else { "" };
            let start = Phrase::new().say(Role::Dim, format!("{label:LABEL$}"));
            self.lines.push(start.then(line));
        }
    }
}

/// Blanks go first where it is narrow; what still does not fit is said, so that nobody agrees to what they could not see.
pub(super) fn fitting(mut lines: Vec<Phrase>, room: usize) -> Vec<Phrase> {
    while lines.len() > room {
        let Some(blank) = lines.iter().rposition(Phrase::is_empty) else {
            break;
        };
        lines.remove(blank);
    }
    let missing = lines.len().saturating_sub(room);
    if missing > 0 {
        lines.truncate(room.saturating_sub(1));
        let says = format!("and {} more lines: make the window larger", missing + 1);
        lines.push(Phrase::new().say(Role::Warn, says));
    }
    lines
}

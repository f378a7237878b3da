//! The answers of a question. Cancel stands first and is chosen until the operator moves: one Enter too many harms nobody.

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::model::Safe;

use super::phrase::Phrase;
use crate::console::keymap::Command;
use crate::console::theme::{Role, Theme};

/// Cancel and what may be done instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    deeds: Vec<Safe>,
    chosen: usize,
}

/// What the operator decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Leave everything as it is.
    Cancel,
    /// Do the deed of this index.
    Do(usize),
}

impl Answers {
    /// The deeds on offer; Cancel comes by itself.
    pub fn new(deeds: impl IntoIterator<Item = impl Into<Safe>>) -> Self {
        Self {
            deeds: deeds.into_iter().map(Into::into).collect(),
            chosen: 0,
        }
    }

    /// Obeys a command of the dialog's view; `Some` once it is decided.
    pub fn obey(&mut self, command: Command) -> Option<Answer> {
        let count = self.deeds.len() + 1;
        match command {
            Command::NextPane => self.chosen = (self.chosen + 1) % count,
            Command::PreviousPane => self.chosen = (self.chosen + count - 1) % count,
            Command::Back => return Some(Answer::Cancel),
            Command::Accept => {
                return Some(
                    self.chosen
                        .checked_sub(1)
                        .map_or(Answer::Cancel, Answer::Do),
                );
            }
            _ => {}
        }
        None
    }

    /// Draws the answers side by side; the chosen one is marked by shape and style.
    pub fn draw(&self, frame: &mut Frame<'_>, row: Rect, theme: &Theme) {
        let cancel = Safe::new("cancel");
        let all = std::iter::once(&cancel).chain(&self.deeds);
        let phrase = all
            .enumerate()
            .fold(Phrase::new(), |phrase, (index, answer)| {
                let (cursor, role) = if index == self.chosen {
                    (theme.glyphs.cursor, Role::Cursor)
                } else {
                    (" ", Role::Text)
                };
                phrase
                    .text(cursor)
                    .say(role, format!("[ {answer} ]"))
                    .text("  ")
            });
        frame.render_widget(phrase.line(theme, row.width.into()), row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_alone_cancels() {
        let mut answers = Answers::new(["end 3 sessions"]);
        assert_eq!(answers.obey(Command::Accept), Some(Answer::Cancel));
    }

    #[test]
    fn a_deed_must_be_chosen() {
        let mut answers = Answers::new(["issue", "void"]);
        assert_eq!(answers.obey(Command::PreviousPane), None);
        assert_eq!(answers.obey(Command::Accept), Some(Answer::Do(1)));
        assert_eq!(answers.obey(Command::NextPane), None);
        assert_eq!(answers.obey(Command::Accept), Some(Answer::Cancel));
        assert_eq!(answers.obey(Command::Back), Some(Answer::Cancel));
    }
}

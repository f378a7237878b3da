//! The filter line: terms such as `status:locked` completed with Tab; Esc first clears, then leaves.

use crokey::KeyCombination;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::phrase::Phrase;
use super::text_field::TextField;
use crate::console::keymap::Command;
use crate::console::theme::{Role, Theme};

/// A term the filter understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// What stands before the colon.
    pub name: &'static str,
    /// What may stand behind it; empty where anything may.
    pub values: &'static [&'static str],
}

/// What the filter line wants after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing changed that matters to the rows.
    Unchanged,
    /// The filter reads differently; ask again after a pause.
    Changed,
    /// Back to the rows, the filter stays.
    Kept,
    /// Back to the rows, and there is no filter.
    Left,
}

/// The filter being typed.
#[derive(Clone, Debug)]
pub struct FilterLine {
    field: TextField,
    terms: &'static [Term],
}

impl FilterLine {
    /// A line that knows these terms and starts with `text`.
    pub fn new(terms: &'static [Term], text: &str) -> Self {
        Self {
            field: TextField::with(text),
            terms,
        }
    }

    /// The filter as typed.
    pub fn value(&self) -> &str {
        self.field.value()
    }

    /// Obeys a command of the filter's view.
    pub fn obey(&mut self, command: Command) -> Outcome {
        match command {
            Command::Back if self.field.clear() => Outcome::Changed,
            Command::Back => Outcome::Left,
            Command::Accept => Outcome::Kept,
            Command::Complete => self.complete(),
            _ => Outcome::Unchanged,
        }
    }

    /// Takes a key that is no command here.
    pub fn press(&mut self, key: KeyCombination) -> Outcome {
        if self.field.press(key) {
            Outcome::Changed
        } else {
            Outcome::Unchanged
        }
    }

    /// Takes a paste.
    pub fn paste(&mut self, text: &str) -> Outcome {
        if self.field.paste(text) {
            Outcome::Changed
        } else {
            Outcome::Unchanged
        }
    }

    /// How the word before the cursor may go on, each as the whole word.
    pub fn candidates(&self) -> Vec<String> {
        let word = self.word();
        let all: Vec<String> = match word.split_once(':') {
            Some((name, _)) => {
                let values = self
                    .terms
                    .iter()
                    .filter(|term| term.name == name)
                    .flat_map(|term| term.values);
                values.map(|value| format!("{name}:{value}")).collect()
            }
            None => self
                .terms
                .iter()
                .map(|term| format!("{}:", term.name))
                .collect(),
        };
        all.into_iter()
            .filter(|candidate| candidate.starts_with(word) && candidate != word)
            .collect()
    }

    fn word(&self) -> &str {
        self.field
            .before_cursor()
            .rsplit(' ')
            .next()
            .unwrap_or_default()
    }

    /// Goes on as far as all candidates agree; a single value is finished with a blank.
    fn complete(&mut self) -> Outcome {
        let candidates = self.candidates();
        let [first, others @ ..] = candidates.as_slice() else {
            return Outcome::Unchanged;
        };
        let agreed = others
            .iter()
            .fold(first.as_str(), |agreed, other| shared(agreed, other));
        let rest = agreed
            .strip_prefix(self.word())
            .unwrap_or_default()
            .to_owned();
        let is_whole = others.is_empty() && !agreed.ends_with(':');
        let has_changed = self.field.paste(&rest);
        let has_ended = is_whole && self.field.paste(" ");
        if has_changed || has_ended {
            Outcome::Changed
        } else {
            Outcome::Unchanged
        }
    }

    /// Draws the field with what may follow behind it.
    pub fn draw(&self, frame: &mut Frame<'_>, row: Rect, theme: &Theme) {
        let candidates = self.candidates();
        let offered = Phrase::new().say(Role::Dim, candidates.join("  "));
        let half = row.width / 2;
        let sign = Rect {
            width: row.width.min(3),
            ..row
        };
        frame.render_widget(
            Phrase::from(" ").say(Role::Accent, "/").line(theme, 3),
            sign,
        );
        let field = Rect {
            x: row.x + sign.width,
            width: half.saturating_sub(sign.width),
            ..row
        };
        self.field.draw(frame, field, theme, true);
        let rest = Rect {
            x: row.x + half.saturating_add(2).min(row.width),
            width: row.width.saturating_sub(half + 2),
            ..row
        };
        frame.render_widget(offered.line(theme, rest.width.into()), rest);
    }
}

fn shared<'a>(one: &'a str, other: &str) -> &'a str {
    let same = one
        .char_indices()
        .zip(other.chars())
        .find(|((_, a), b)| a != b)
        .map(|((index, _), _)| index);
    let end = same.unwrap_or_else(|| one.len().min(other.len()));
    one.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: &[Term] = &[
        Term {
            name: "status",
            values: &["active", "locked", "disabled"],
        },
        Term {
            name: "seen",
            values: &[],
        },
        Term {
            name: "2fa",
            values: &["none", "totp", "passkey"],
        },
    ];

    fn completed(typed: &str) -> String {
        let mut line = FilterLine::new(TERMS, typed);
        line.obey(Command::Complete);
        line.value().to_owned()
    }

    #[test]
    fn tab_completes_names_and_values() {
        assert_eq!(completed("st"), "status:");
        assert_eq!(completed("s"), "s");
        assert_eq!(completed("status:l"), "status:locked ");
        assert_eq!(completed("alice 2fa:n"), "alice 2fa:none ");
        assert_eq!(completed("seen:<1h"), "seen:<1h");
        assert_eq!(
            FilterLine::new(TERMS, "s").candidates(),
            ["status:", "seen:"]
        );
    }

    #[test]
    fn esc_first_clears_then_leaves() {
        let mut line = FilterLine::new(TERMS, "status:locked");
        assert_eq!(line.obey(Command::Back), Outcome::Changed);
        assert_eq!(line.value(), "");
        assert_eq!(line.obey(Command::Back), Outcome::Left);
        assert_eq!(
            FilterLine::new(TERMS, "x").obey(Command::Accept),
            Outcome::Kept
        );
    }

    #[test]
    fn letters_are_only_letters() {
        let mut line = FilterLine::new(TERMS, "");
        assert_eq!(line.press(crokey::key!(q)), Outcome::Changed);
        assert_eq!(line.press(crokey::key!(left)), Outcome::Unchanged);
        assert_eq!(line.value(), "q");
    }
}

//! A one-line field over tui-input. Never for secrets: tui-input keeps plain strings, and one of them for undoing a cut.

use crokey::{KeyCombination, key};
use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::{Input, InputRequest};
use wardroom_core::model::Safe;

use super::phrase::Phrase;
use crate::console::theme::{Role, Theme};

/// What keys do in a field beyond inserting their letter; the console's own commands are looked up before.
const EDITING: [(KeyCombination, InputRequest); 13] = [
    (key!(backspace), InputRequest::DeletePrevChar),
    (key!(ctrl - h), InputRequest::DeletePrevChar),
    (key!(delete), InputRequest::DeleteNextChar),
    (key!(left), InputRequest::GoToPrevChar),
    (key!(right), InputRequest::GoToNextChar),
    (key!(ctrl - left), InputRequest::GoToPrevWord),
    (key!(ctrl - right), InputRequest::GoToNextWord),
    (key!(home), InputRequest::GoToStart),
    (key!(ctrl - a), InputRequest::GoToStart),
    (key!(end), InputRequest::GoToEnd),
    (key!(ctrl - e), InputRequest::GoToEnd),
    (key!(ctrl - w), InputRequest::DeletePrevWord),
    (key!(ctrl - u), InputRequest::DeleteFromStart),
];

/// What was typed, and where the cursor stands in it.
#[derive(Clone, Debug, Default)]
pub struct TextField {
    input: Input,
}

impl TextField {
    /// A field with text in it, the cursor behind.
    pub fn with(text: &str) -> Self {
        Self {
            input: Input::new(text.to_owned()),
        }
    }

    /// What was typed.
    pub fn value(&self) -> &str {
        self.input.value()
    }

    /// Takes a key; true if the text changed.
    pub fn press(&mut self, key: KeyCombination) -> bool {
        let editing = EDITING
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, request)| *request);
        let request = editing.or_else(|| letter(key).map(InputRequest::InsertChar));
        request
            .and_then(|request| self.input.handle(request))
            .is_some_and(|change| change.value)
    }

    /// Takes a paste without its line breaks and other control characters; true if anything is left of it.
    pub fn paste(&mut self, text: &str) -> bool {
        let before = self.value().len();
        for letter in text.chars().filter(|letter| !letter.is_control()) {
            self.input.handle(InputRequest::InsertChar(letter));
        }
        self.value().len() > before
    }

    /// Empties it; true if there was something.
    pub fn clear(&mut self) -> bool {
        let had = !self.value().is_empty();
        self.input.reset();
        had
    }

    /// Replaces the text, the cursor behind it.
    pub fn set(&mut self, text: &str) {
        self.input = Input::new(text.to_owned());
    }

    /// The text before the cursor.
    pub fn before_cursor(&self) -> &str {
        let end = self
            .value()
            .char_indices()
            .nth(self.input.cursor())
            .map_or(self.value().len(), |(index, _)| index);
        self.value().get(..end).unwrap_or_default()
    }

    /// Draws the text on one row; where it is focused the terminal's own cursor stands in it.
    pub fn draw(&self, frame: &mut Frame<'_>, row: Rect, theme: &Theme, is_focused: bool) {
        let before = self.before_cursor();
        let after = Safe::new(self.value().strip_prefix(before).unwrap_or_default());
        let before = Safe::new(before).tail(
            usize::from(row.width.saturating_sub(1)),
            theme.glyphs.missing,
        );
        let cursor = u16::try_from(before.width()).unwrap_or(row.width);
        let typed = Phrase::from(&before).text(&after);
        let blank = "_".repeat(usize::from(row.width).saturating_sub(typed.width()));
        frame.render_widget(
            typed.say(Role::Dim, blank).line(theme, row.width.into()),
            row,
        );
        if is_focused && row.width > 0 && row.height > 0 {
            frame.set_cursor_position((row.x + cursor, row.y));
        }
    }
}

/// The letter a key inserts, if it inserts one.
pub(super) fn letter(key: KeyCombination) -> Option<char> {
    use crossterm::event::{KeyCode, KeyModifiers};
    let is_plain = key.modifiers.difference(KeyModifiers::SHIFT).is_empty();
    match key.codes {
        crokey::OneToThree::One(KeyCode::Char(letter)) if is_plain && !letter.is_control() => {
            Some(letter)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> TextField {
        let mut field = TextField::default();
        for letter in text.chars() {
            let event = crossterm::event::KeyEvent::from(crossterm::event::KeyCode::Char(letter));
            assert!(field.press(event.into()));
        }
        field
    }

    #[test]
    fn letters_are_typed_and_keys_edit() {
        let mut field = typed("Ali ce");
        assert!(field.press(key!(backspace)));
        assert!(!field.press(key!(home)));
        assert!(field.press(key!(delete)));
        assert_eq!((field.value(), field.before_cursor()), ("li c", ""));
        assert!(!field.press(key!(f5)) && !field.press(key!(ctrl - x)));
        assert!(field.clear() && !field.clear());
    }

    #[test]
    fn a_paste_loses_its_line_breaks_and_escapes() {
        let mut field = typed("a");
        assert!(field.paste("b\r\nc\x1b[2J"));
        assert_eq!(field.value(), "abc[2J");
        assert!(!field.paste("\n\r"));
    }
}

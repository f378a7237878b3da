//! A field for passwords and codes: never shown, never printed, and overwritten when it goes.

use std::fmt;

use crokey::{KeyCombination, key};
use ratatui::Frame;
use ratatui::layout::Rect;
use zeroize::{Zeroize, Zeroizing};

use super::phrase::Phrase;
use super::text_field::letter;
use crate::console::theme::{Role, Theme};

/// The buffer never grows: growing would leave a copy behind in freed memory. Longer input is refused.
const CAPACITY: usize = 1024;

/// What was typed, hidden.
pub struct SecretField {
    typed: Zeroizing<String>,
}

impl Default for SecretField {
    fn default() -> Self {
        Self {
            typed: Zeroizing::new(String::with_capacity(CAPACITY)),
        }
    }
}

impl SecretField {
    /// Takes a key; true if the secret changed.
    pub fn press(&mut self, key: KeyCombination) -> bool {
        if key == key!(backspace) || key == key!(ctrl - h) {
            return self.typed.pop().is_some();
        }
        if key == key!(ctrl - u) {
            return self.clear();
        }
        letter(key).is_some_and(|letter| self.push(letter))
    }

    /// Takes a paste without control characters and wipes it; false, and nothing of it is taken, if it does not fit.
    pub fn paste(&mut self, mut text: String) -> bool {
        let letters = || text.chars().filter(|letter| !letter.is_control());
        let bytes: usize = letters().map(char::len_utf8).sum();
        let fits = self.typed.len() + bytes <= CAPACITY;
        if fits {
            self.typed.extend(letters());
        }
        text.zeroize();
        fits
    }

    /// Wipes it; true if there was something.
    pub fn clear(&mut self) -> bool {
        let had = !self.typed.is_empty();
        self.typed.zeroize();
        had
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Hands the secret over and leaves the field empty.
    pub fn take(&mut self) -> Zeroizing<String> {
        std::mem::take(self).typed
    }

    fn push(&mut self, letter: char) -> bool {
        let fits = self.typed.len() + letter.len_utf8() <= CAPACITY;
        if fits {
            self.typed.push(letter);
        }
        fits
    }

    /// Draws one sign for each letter typed; where it is focused the terminal's own cursor stands behind them.
    pub fn draw(&self, frame: &mut Frame<'_>, row: Rect, theme: &Theme, is_focused: bool) {
        let room = usize::from(row.width);
        let shown = self.typed.chars().count().min(room.saturating_sub(1));
        let typed = Phrase::new()
            .text(theme.glyphs.secret.repeat(shown))
            .say(Role::Dim, "_".repeat(room - shown));
        frame.render_widget(typed.line(theme, room), row);
        if is_focused && row.width > 0 && row.height > 0 {
            frame.set_cursor_position((row.x + u16::try_from(shown).unwrap_or_default(), row.y));
        }
    }
}

impl fmt::Debug for SecretField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretField(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_typed_pasted_and_handed_over_once() {
        let mut field = SecretField::default();
        assert!(
            field.press(key!(shift - h)) && field.press(key!(i)) && field.press(key!(backspace))
        );
        assert!(field.paste("unter2\n".to_owned()));
        assert_eq!(field.take().as_str(), "Hunter2");
        assert!(field.is_empty() && field.take().is_empty());
    }

    #[test]
    fn the_buffer_never_moves() {
        let mut field = SecretField::default();
        let before = field.typed.as_ptr();
        assert!(field.paste("x".repeat(CAPACITY)));
        assert!(!field.paste("x".to_owned()) && !field.press(key!(x)));
        assert_eq!(
            (field.typed.len(), field.typed.as_ptr()),
            (CAPACITY, before)
        );
        assert!(field.clear());
        assert_eq!(field.typed.capacity(), CAPACITY);
    }

    #[test]
    fn debug_says_nothing() {
        let mut field = SecretField::default();
        field.paste("hunter2".to_owned());
        assert_eq!(format!("{field:?}"), "SecretField(..)");
    }
}

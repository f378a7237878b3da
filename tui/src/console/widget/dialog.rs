//! A dialog: the only box of the console. It names its target in the title and its keys in the lower edge.

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::widgets::Clear;

use super::frame::hints;
use super::phrase::Phrase;
use crate::console::keymap::Hint;
use crate::console::theme::{Role, Theme};

/// What a dialog shows around what its screen draws inside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialog {
    /// What it does to whom.
    pub title: Phrase,
    /// Lines at the top.
    pub lines: Vec<Phrase>,
    /// Rows below the lines that the caller fills.
    pub rows: u16,
    /// Columns wanted, edges included.
    pub width: u16,
    /// The keys, in the lower edge.
    pub hints: Vec<Hint>,
}

impl Dialog {
    /// Draws it in the middle of `area` and returns the rows for the caller; they shrink before the lines do not fit.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, theme: &Theme) -> Rect {
        let lines = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        let height = lines.saturating_add(self.rows).saturating_add(2);
        let place = area.centered(
            self.width.min(area.width).into(),
            height.min(area.height).into(),
        );
        frame.render_widget(Clear, place);
        self.edges(frame, place, theme);
        let inner = Rect {
            x: place.x + place.width.min(2),
            y: place.y + place.height.min(1),
            width: place.width.saturating_sub(4),
            height: place.height.saturating_sub(2),
        };
        for (line, row) in self.lines.iter().zip(inner.rows()) {
            frame.render_widget(line.line(theme, row.width.into()), row);
        }
        let used = lines.min(inner.height);
        Rect {
            y: inner.y + used,
            height: inner.height - used,
            ..inner
        }
    }

    fn edges(&self, frame: &mut Frame<'_>, place: Rect, theme: &Theme) {
        let glyphs = theme.glyphs;
        let [top_left, top_right, bottom_left, bottom_right] = glyphs.corners;
        let width = usize::from(place.width);
        let rule = |taken: usize| glyphs.rule.repeat(width.saturating_sub(taken + 2));
        let line = |words: &str| Phrase::new().say(Role::Rule, words);
        let title = Phrase::from(" ").then(self.title.clone()).text(" ");
        let keys = hints(&self.hints);
        let last = place.height.saturating_sub(1);
        for (index, row) in place.rows().enumerate() {
            let drawn = if index == 0 {
                let rest = rule(title.width() + 1);
                line(top_left)
                    .then(line(glyphs.rule))
                    .then(title.clone())
                    .then(line(&rest))
                    .then(line(top_right))
            } else if index == usize::from(last) {
                line(bottom_left)
                    .then(line(&rule(keys.width())))
                    .then(keys.clone())
                    .then(line(bottom_right))
            } else {
                let right = line(glyphs.wall)
                    .line(theme, width)
                    .alignment(Alignment::Right);
                frame.render_widget(right, row);
                line(glyphs.wall)
            };
            frame.render_widget(drawn.line(theme, width), row);
        }
    }
}

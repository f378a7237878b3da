//! A titled rule: what opens a panel. One row instead of a box, and nothing for a screen reader to spell.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::phrase::Phrase;
use crate::console::theme::{Role, Theme};

/// Draws ` title ───── fact` on the first row of `area` and returns the rows below it.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    theme: &Theme,
    title: &Phrase,
    fact: &Phrase,
) -> Rect {
    let width = usize::from(area.width);
    let blanks = if fact.is_empty() { 2 } else { 4 };
    let line = width.saturating_sub(title.width() + fact.width() + blanks);
    let mut phrase = Phrase::from(" ")
        .then(title.clone())
        .text(" ")
        .say(Role::Rule, theme.glyphs.rule.repeat(line));
    if !fact.is_empty() {
        phrase = phrase.text(" ").then(fact.clone()).text(" ");
    }
    let row = Rect {
        height: area.height.min(1),
        ..area
    };
    frame.render_widget(phrase.line(theme, width), row);
    Rect {
        y: area.y + row.height,
        height: area.height - row.height,
        ..area
    }
}

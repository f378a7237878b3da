//! The panel below a list: all that is known of the row under the cursor.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::screen::Context;
use crate::console::theme::Role;
use crate::console::widget::phrase::Phrase;
use crate::console::widget::rule;

/// A name and what is known.
pub(super) type Fact = (&'static str, String);

/// Draws a blank row, the rule `this …` and a row for each fact.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    context: &Context<'_>,
    what: &str,
    facts: &[Fact],
) {
    let Some(height) = area.height.checked_sub(1).filter(|rows| *rows > 0) else {
        return;
    };
    let rows = Rect {
        y: area.y + 1,
        height,
        ..area
    };
    let title = Phrase::new().say(Role::Title, format!("this {what}"));
    let below = rule::draw(frame, rows, context.theme, &title, &Phrase::new());
    for ((name, says), row) in facts.iter().zip(below.rows()) {
        let line = Phrase::new()
            .say(Role::Dim, format!(" {name:11}"))
            .text(says.as_str());
        frame.render_widget(line.line(context.theme, row.width.into()), row);
    }
}

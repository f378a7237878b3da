//! The notice on a screen too small for the console: the sizes, and the command that needs no screen.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::frame::SMALLEST;
use super::phrase::{Phrase, paragraph};
use crate::console::theme::{Role, Theme};

/// Draws the notice over the whole screen; `plain` is the command to run instead.
pub fn too_small(frame: &mut Frame<'_>, theme: &Theme, plain: &'static str) {
    let area = frame.area();
    let columns = usize::from(area.width.saturating_sub(3));
    let (needed_columns, needed_rows) = SMALLEST;
    let says = [
        format!("This screen is {} x {}.", area.width, area.height),
        format!("The console needs {needed_columns} x {needed_rows}; 80 x 24 is comfortable."),
        String::new(),
        "Make the window larger, or run".to_owned(),
    ];
    let mut lines: Vec<Phrase> = says
        .iter()
        .flat_map(|words| paragraph(Role::Text, words.as_str(), columns))
        .collect();
    lines.push(Phrase::from("  ").say(Role::Accent, plain));
    lines.push(Phrase::new());
    lines.push(Phrase::new().say(Role::Accent, "q").text(" quit"));
    for (line, row) in lines.iter().zip(area.rows().skip(1)) {
        let row = Rect {
            x: row.x + row.width.min(2),
            width: row.width.saturating_sub(2),
            ..row
        };
        frame.render_widget(line.line(theme, row.width.into()), row);
    }
}

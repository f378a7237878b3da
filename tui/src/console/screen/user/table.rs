//! A tab that is a table: its rows, or what is to be said instead.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::part::{Keyed, Part};
use crate::console::screen::Context;
use crate::console::theme::Role;
use crate::console::widget::phrase::Phrase;
use crate::console::widget::table::{Column, Table, Width};

pub(super) const fn column(title: &'static str, width: Width, rank: u8, is_right: bool) -> Column {
    Column {
        title,
        width,
        rank,
        is_right,
    }
}

/// Draws the rows of a part, or `empty` where there are none.
pub(super) fn draw<Row: Keyed, Cursor: Clone>(
    frame: &mut Frame<'_>,
    area: Rect,
    context: &Context<'_>,
    columns: &[Column],
    part: &Part<Row, Cursor>,
    empty: &'static str,
    cells: impl Fn(&Row) -> Vec<Phrase>,
) {
    let table = Table {
        columns,
        sorted: None,
        is_stale: part.trouble.is_some(),
    };
    table.draw(frame, area, context.theme, &part.listing, |row| {
        part.rows().get(row).map(&cells).unwrap_or_default()
    });
    if !part.rows().is_empty() {
        return;
    }
    let says = match &part.trouble {
        Some(trouble) => Phrase::new().say(Role::Danger, trouble),
        None if part.is_unknown() => Phrase::new().say(Role::Dim, "loading"),
        None => Phrase::new().say(Role::Dim, empty),
    };
    if let Some(row) = area.rows().nth(1) {
        frame.render_widget(
            Phrase::from("  ")
                .then(says)
                .line(context.theme, row.width.into()),
            row,
        );
    }
}

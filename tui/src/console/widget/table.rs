//! A table that draws only the rows in sight: half a million rows cost as much as fifty.
//! Columns have a rank; on a narrow screen those of the highest rank go first.

use std::hash::Hash;

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};

use super::listing::Listing;
use super::phrase::Phrase;
use crate::console::theme::{Role, Theme};

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// Always this many columns of the screen.
    Fixed(u16),
    /// At least this many, and a share of what is left.
    Fill(u16),
}

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub title: &'static str,
    /// How wide.
    pub width: Width,
    /// Rank 0 is always shown; higher ranks go first when it gets narrow.
    pub rank: u8,
    /// Numbers and ages stand at the right.
    pub is_right: bool,
}

/// In which order the rows stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorted {
    /// Index into the columns.
    pub column: usize,
    /// Largest or newest first.
    pub is_falling: bool,
}

/// What a table looks like now.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// Its columns.
    pub columns: &'a [Column],
    /// The order, shown in the heading.
    pub sorted: Option<Sorted>,
    /// Older rows that stay in sight while newer ones load are dimmed.
    pub is_stale: bool,
}

/// Cursor, mark.
const GUTTER: u16 = 2;

impl Table<'_> {
    /// Rows of `area` left for records: the height to give [`Listing::resize`].
    pub const fn height(area: Rect) -> u16 {
        area.height.saturating_sub(1)
    }

    /// Draws the heading and the rows in sight; `cells` is asked for those rows only, one phrase per column.
    pub fn draw<Key: Clone + Eq + Hash>(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: &Theme,
        listing: &Listing<Key>,
        cells: impl Fn(usize) -> Vec<Phrase>,
    ) {
        let places = self.places(area.width);
        let mut rows = area.rows();
        if let Some(row) = rows.next() {
            for (index, x, width) in &places {
                let place = Rect {
                    x: area.x + x,
                    width: *width,
                    ..row
                };
                self.heading(frame, place, theme, *index);
            }
        }
        for (index, row) in listing.window().zip(rows) {
            let is_cursor = index == listing.cursor();
            let cursor = if is_cursor { theme.glyphs.cursor } else { " " };
            let mark = if listing.is_marked(index) { "*" } else { " " };
            frame.render_widget(
                Phrase::from(cursor).text(mark).line(theme, GUTTER.into()),
                row,
            );
            let cells = cells(index);
            for (column, x, width) in &places {
                let place = Rect {
                    x: area.x + x,
                    width: *width,
                    ..row
                };
                if let Some(cell) = cells.get(*column) {
                    frame.render_widget(
                        cell.line(theme, (*width).into())
                            .alignment(self.alignment(*column)),
                        place,
                    );
                }
            }
            if self.is_stale {
                frame.buffer_mut().set_style(row, theme.style(Role::Dim));
            }
            if is_cursor {
                frame.buffer_mut().set_style(row, theme.style(Role::Cursor));
            }
        }
    }

    /// Which column a click at `x` of the heading, counted from the table's left, is on.
    pub fn column_at(&self, width: u16, x: u16) -> Option<usize> {
        let mut places = self.places(width).into_iter();
        places
            .find(|(_, start, width)| (*start..start + width).contains(&x))
            .map(|(index, ..)| index)
    }

    fn heading(&self, frame: &mut Frame<'_>, place: Rect, theme: &Theme, index: usize) {
        let title = self.columns.get(index).map_or("", |column| column.title);
        let mut heading = Phrase::new().say(Role::Dim, title);
        if let Some(sorted) = self.sorted.filter(|sorted| sorted.column == index) {
            let arrow = if sorted.is_falling {
                theme.glyphs.falling
            } else {
                theme.glyphs.rising
            };
            heading = heading.text(" ").say(Role::Accent, arrow);
        }
        frame.render_widget(
            heading
                .line(theme, place.width.into())
                .alignment(self.alignment(index)),
            place,
        );
    }

    fn alignment(&self, index: usize) -> Alignment {
        let is_right = self
            .columns
            .get(index)
            .is_some_and(|column| column.is_right);
        if is_right {
            Alignment::Right
        } else {
            Alignment::Left
        }
    }

    /// Index, left edge and width of the columns that fit.
    fn places(&self, width: u16) -> Vec<(usize, u16, u16)> {
        let mut shown: Vec<(usize, &Column)> = self.columns.iter().enumerate().collect();
        let needed = |shown: &[(usize, &Column)]| {
            shown
                .iter()
                .map(|(_, column)| column.least() + 1)
                .sum::<u16>()
                + GUTTER
        };
        while needed(&shown) > width {
            let Some(least) = shown.iter().rposition(|(_, column)| {
                Some(column.rank) == shown.iter().map(|(_, c)| c.rank).max()
            }) else {
                break;
            };
            if shown.get(least).is_none_or(|(_, column)| column.rank == 0) {
                break;
            }
            shown.remove(least);
        }
        let left_over = width.saturating_sub(needed(&shown));
        let fills = u16::try_from(shown.iter().filter(|(_, column)| column.is_fill()).count())
            .unwrap_or(1)
            .max(1);
        let mut x = GUTTER;
        let mut places = Vec::with_capacity(shown.len());
        let mut given = 0;
        for (index, column) in shown {
            let share = if column.is_fill() {
                (left_over - given).min(left_over.div_ceil(fills))
            } else {
                0
            };
            given += share;
            let wide = (column.least() + share).min(width.saturating_sub(x));
            places.push((index, x, wide));
            x += wide + 1;
        }
        places
    }
}

impl Column {
    const fn least(&self) -> u16 {
        match self.width {
            Width::Fixed(least) | Width::Fill(least) => least,
        }
    }

    const fn is_fill(&self) -> bool {
        matches!(self.width, Width::Fill(_))
    }
}

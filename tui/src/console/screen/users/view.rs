//! Draws the list, the peek pane beside it, and the line being typed below it.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::{PEEK_FROM, Users, cells, order, peek};
use crate::console::keymap::{Command, View};
use crate::console::screen::Context;
use crate::console::theme::Role;
use crate::console::widget::phrase::Phrase;
use crate::console::widget::table::{Sorted, Table};

/// Columns of the peek pane.
const PEEK: u16 = 44;

impl Users {
    pub(super) fn render(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let [list, pane, line] = self.areas(area);
        let as_of = self.as_of.unwrap_or(context.at);
        self.table()
            .draw(frame, list, context.theme, &self.listing, |row| {
                self.window
                    .get(row)
                    .map(|line| cells::cells(line, as_of, context))
                    .unwrap_or_default()
            });
        self.say_if_empty(frame, list, context);
        if let Some(user) = self.selected().filter(|_| pane.width > 0) {
            peek::draw(frame, pane, user, as_of, context);
        }
        if line.height > 0 {
            self.draw_line(frame, line, context);
        }
    }

    pub(super) fn table(&self) -> Table<'static> {
        let title = order::order_of(self.sort).map(|order| order.title);
        let column = cells::COLUMNS
            .iter()
            .position(|column| Some(column.title) == title);
        Table {
            columns: cells::COLUMNS,
            sorted: column.map(|column| Sorted {
                column,
                is_falling: order::is_falling(self.sort),
            }),
            is_stale: self.trouble.is_some(),
        }
    }

    /// The rows of the list within the body.
    pub(super) fn list_area(&self, area: Rect) -> Rect {
        let [list, ..] = self.areas(area);
        list
    }

    /// List, peek pane, line being typed.
    fn areas(&self, area: Rect) -> [Rect; 3] {
        let is_typing = self.line.is_some() || self.is_choosing_sort;
        let [rest, line] = Layout::vertical([
            Constraint::Fill(1),
            Constraint::Length(u16::from(is_typing)),
        ])
        .areas(area);
        let pane = if self.has_peek && area.width >= PEEK_FROM {
            PEEK
        } else {
            0
        };
        let [list, pane] =
            Layout::horizontal([Constraint::Fill(1), Constraint::Length(pane)]).areas(rest);
        [list, pane, line]
    }

    fn say_if_empty(&self, frame: &mut Frame<'_>, list: Rect, context: &Context<'_>) {
        if !self.listing.is_empty() {
            return;
        }
        let says = match (&self.trouble, self.as_of) {
            (Some(trouble), _) => Phrase::new().say(Role::Danger, trouble),
            (None, None) => Phrase::new().say(Role::Dim, "loading the first users"),
            (None, Some(_)) if self.is_held => Phrase::new().say(Role::Dim, "not asked yet"),
            (None, Some(_)) if self.filter_text.is_empty() => {
                Phrase::from("this directory has no users yet")
            }
            (None, Some(_)) => {
                let clears = context.key(View::Users, Command::Back);
                Phrase::new().text(format!("no user passes this filter; {clears} clears it"))
            }
        };
        if let Some(row) = list.rows().nth(2) {
            frame.render_widget(
                Phrase::from("  ")
                    .then(says)
                    .line(context.theme, row.width.into()),
                row,
            );
        }
    }

    fn draw_line(&self, frame: &mut Frame<'_>, row: Rect, context: &Context<'_>) {
        let theme = context.theme;
        match (&self.line, &self.bad_term) {
            (Some(line), None) => line.draw(frame, row, theme),
            (Some(line), Some(bad)) => {
                let typed = Rect {
                    width: row.width / 2,
                    ..row
                };
                line.draw(frame, row, theme);
                let why = Phrase::new()
                    .say(Role::Danger, bad.term.as_str())
                    .text(": ")
                    .text(bad.why.as_str());
                let rest = Rect {
                    x: row.x + typed.width + 2,
                    width: row.width.saturating_sub(typed.width + 2),
                    ..row
                };
                frame.render_widget(ratatui::widgets::Clear, rest);
                frame.render_widget(why.line(theme, rest.width.into()), rest);
            }
            (None, _) => {
                let orders = order::ORDERS
                    .iter()
                    .fold(Phrase::from(" sort by "), |says, order| {
                        says.say(Role::Accent, order.letter.to_string())
                            .text(" ")
                            .text(order.word)
                            .text("  ")
                    });
                let orders = orders.say(Role::Dim, "the same again flips");
                frame.render_widget(orders.line(theme, row.width.into()), row);
            }
        }
    }
}

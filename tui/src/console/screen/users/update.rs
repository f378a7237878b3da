//! What each input does to the users list.

use crokey::{KeyCombination, OneToThree};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::window::Reach;
use super::{PEEK_FROM, Users, order};
use crate::console::dialog::deed;
use crate::console::keymap::Command;
use crate::console::screen::{Context, Input, Next, user};
use crate::console::widget::filter_line::FilterLine;
use crate::console::widget::table::Table;

impl Users {
    pub(super) fn take(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        match input {
            Input::Opened => self.begin(context),
            Input::Resized(size) => {
                self.size = size;
                self.fit();
                self.prefetch(context)
            }
            Input::Command(command) if self.line.is_some() => self.type_command(command, context),
            Input::Command(command) if self.is_choosing_sort => {
                self.is_choosing_sort = !matches!(command, Command::Back | Command::Accept);
                self.fit();
                Vec::new()
            }
            Input::Command(command) => self.command(command, context),
            Input::Key(key) if self.is_choosing_sort => self.choose_sort(key, context),
            Input::Key(key) => self.type_key(key, context),
            Input::Paste(text) => self.type_paste(&text, context),
            Input::Answer(answer) => self.answer(answer, context),
            Input::Uncovered(true) => self.load(Reach::Again, context),
            Input::Click(column, row) => self.click(column, row, context),
            Input::Neighbour(by, tab) => self.neighbour(by, tab, context),
            Input::Unmark(users) => {
                self.unmark(&users);
                Vec::new()
            }
            Input::Uncovered(false) | Input::Focus(_) | Input::Revealed(_) | Input::Woken => {
                Vec::new()
            }
        }
    }

    fn command(&mut self, command: Command, context: &Context<'_>) -> Vec<Next> {
        match command {
            Command::First if self.window.has_before() => self.load(Reach::Start, context),
            Command::Last if self.window.has_after() => self.load(Reach::End, context),
            Command::Open => self.open_selected(Command::Tab1, context),
            Command::Filter => {
                self.line = Some(FilterLine::new(super::terms::terms(), &self.filter_text));
                self.fit();
                Vec::new()
            }
            Command::Sort => {
                self.is_choosing_sort = true;
                self.fit();
                Vec::new()
            }
            Command::Refresh => self.load(Reach::Again, context),
            Command::Count => self.count_exactly(context),
            Command::Peek => {
                self.has_peek = !self.has_peek;
                self.fit();
                self.say_if_narrow()
            }
            Command::CopyValue => {
                let login = self
                    .selected()
                    .map(|line| context.login(&line.user).as_str().to_owned());
                login.map(Next::Copy).into_iter().collect()
            }
            Command::Leave => vec![Next::Back],
            Command::Back => self.step_back(context),
            Command::Mark | Command::MarkAll => self.mark(command, context),
            Command::EndAllSessions if self.listing.marks() > 0 => {
                self.end_sessions_of_marked(context)
            }
            other if self.listing.obey(other) => self.prefetch(context),
            other => self
                .selected()
                .and_then(|line| deed::ask(other, line, None, context))
                .unwrap_or_default(),
        }
    }

    fn say_if_narrow(&self) -> Vec<Next> {
        if self.size.width >= PEEK_FROM {
            return Vec::new();
        }
        vec![Next::note(
            format!("the peek pane needs {PEEK_FROM} columns").as_str(),
        )]
    }

    /// Esc cancels what runs, then unmarks, then clears the filter; it never leaves the first screen.
    fn step_back(&mut self, context: &Context<'_>) -> Vec<Next> {
        let (rows, number) = (self.rows.cancel(), self.number.cancel());
        if rows || number {
            return vec![Next::note("cancelled")];
        }
        if self.listing.unmark_all() {
            return vec![Next::note("unmarked")];
        }
        if self.filter_text.is_empty() {
            let leave = context
                .keymap
                .key_of(crate::console::keymap::View::Users, Command::Leave);
            return leave
                .map(|key| Next::note(format!("{key} leaves the console").as_str()))
                .into_iter()
                .collect();
        }
        self.refilter("", context)
    }

    fn choose_sort(&mut self, key: KeyCombination, context: &Context<'_>) -> Vec<Next> {
        let OneToThree::One(KeyCode::Char(letter)) = key.codes else {
            return Vec::new();
        };
        let Some(sort) = order::chosen(letter, self.sort) else {
            return vec![Next::note("choose one of the letters shown, or Esc")];
        };
        (self.sort, self.is_choosing_sort) = (sort, false);
        self.fit();
        self.load(Reach::Start, context)
    }

    fn open_selected(&self, tab: Command, context: &Context<'_>) -> Vec<Next> {
        let line = self.selected().cloned();
        line.map(|line| Next::Open(user::open(line, tab, context)))
            .into_iter()
            .collect()
    }

    /// Moves the cursor for the screen above and opens what it is on now in its place.
    fn neighbour(&mut self, by: isize, tab: Command, context: &Context<'_>) -> Vec<Next> {
        let before = self.listing.cursor();
        self.listing
            .obey(if by < 0 { Command::Up } else { Command::Down });
        let mut next = self.prefetch(context);
        if self.listing.cursor() == before {
            next.push(Next::note(if by < 0 {
                "this is the first one"
            } else {
                "this is the last one"
            }));
        } else if let Some(line) = self.selected().cloned() {
            next.push(Next::Replace(user::open(line, tab, context)));
        }
        next
    }

    fn click(&mut self, column: u16, row: u16, context: &Context<'_>) -> Vec<Next> {
        let area =
            self.list_area(Rect::from(self.size).offset(ratatui::layout::Offset { x: 0, y: 2 }));
        if row == area.y {
            return self.click_heading(column, area.width, context);
        }
        let is_row = row > area.y && row < area.bottom() && column < area.right();
        if is_row {
            self.listing.select_in_window(usize::from(row - area.y - 1));
        }
        self.prefetch(context)
    }

    fn click_heading(&mut self, column: u16, width: u16, context: &Context<'_>) -> Vec<Next> {
        let clicked = self.table().column_at(width, column);
        let title = clicked
            .and_then(|index| super::cells::COLUMNS.get(index))
            .map(|column| column.title);
        let sort = order::ORDERS
            .iter()
            .find(|order| Some(order.title) == title)
            .and_then(|order| order::chosen(order.letter, self.sort));
        sort.map_or_else(Vec::new, |sort| {
            self.sort = sort;
            self.load(Reach::Start, context)
        })
    }

    /// Gives the listing the height it is drawn with.
    pub(super) fn fit(&mut self) {
        let height = Table::height(self.list_area(Rect::from(self.size)));
        self.listing.resize(height.into());
    }
}

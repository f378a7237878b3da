//! The users list: a window over millions of rows, filtered as one types.

mod cells;
mod count;
mod load;
mod marks;
mod order;
mod peek;
mod terms;
mod typing;
mod update;
mod view;
mod window;

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use wardroom_core::model::{BadTerm, Safe, Ts, UserFilter, UserId, UserLine, UserSort};

pub(super) use self::cells::status;
use self::count::Total;
pub(super) use self::peek::posture;
use self::window::{Reach, Window};
use super::{Context, Input, Next, Offer, Screen};
use crate::console::dialog::deed;
use crate::console::keymap::{Command, View};
use crate::console::ticket::Slot;
use crate::console::twin;
use crate::console::widget::filter_line::FilterLine;
use crate::console::widget::listing::Listing;
use crate::console::widget::phrase::Phrase;

/// Below this the peek pane would leave the list too narrow.
const PEEK_FROM: u16 = 110;

/// The screen's state.
#[derive(Debug)]
pub struct Users {
    window: Window,
    listing: Listing<UserId>,
    filter: UserFilter,
    filter_text: String,
    sort: UserSort,
    line: Option<FilterLine>,
    bad_term: Option<BadTerm>,
    /// Whether the typed filter waits for Enter.
    is_held: bool,
    is_choosing_sort: bool,
    rows: Slot,
    reach: Reach,
    pause: Slot,
    number: Slot,
    total: Total,
    /// About how many there are without a filter.
    everyone: i64,
    as_of: Option<Ts>,
    trouble: Option<Safe>,
    has_peek: bool,
    size: Size,
}

/// The list, nothing loaded yet.
pub fn open() -> Box<dyn Screen> {
    Box::new(Users::new())
}

impl Users {
    fn new() -> Self {
        Self {
            window: Window::default(),
            listing: Listing::default(),
            filter: UserFilter::default(),
            filter_text: String::new(),
            sort: UserSort::default(),
            line: None,
            bad_term: None,
            is_held: false,
            is_choosing_sort: false,
            rows: Slot::default(),
            reach: Reach::default(),
            pause: Slot::default(),
            number: Slot::default(),
            total: Total::default(),
            everyone: 0,
            as_of: None,
            trouble: None,
            has_peek: true,
            size: Size::default(),
        }
    }

    fn selected(&self) -> Option<&UserLine> {
        self.window.get(self.listing.cursor())
    }

    /// What the filter line shows, or the filter it left.
    fn typed(&self) -> &str {
        self.line
            .as_ref()
            .map_or(&self.filter_text, |line| line.value())
    }
}

impl Screen for Users {
    fn view(&self) -> View {
        if self.line.is_some() {
            View::Filter
        } else if self.is_choosing_sort {
            View::Field
        } else {
            View::Users
        }
    }

    fn update(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        self.take(input, context)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.render(frame, area, context);
    }

    fn crumbs(&self) -> Vec<Phrase> {
        let filter = Some(self.typed())
            .filter(|text| !text.is_empty())
            .map(Phrase::from);
        std::iter::once(Phrase::from("users"))
            .chain(filter)
            .collect()
    }

    fn facts(&self, context: &Context<'_>) -> Vec<(u8, Phrase)> {
        self.count_and_age(context)
    }

    fn next_wakeup(&self, now: std::time::Instant) -> Option<std::time::Instant> {
        let slots = [&self.rows, &self.number];
        slots
            .into_iter()
            .filter_map(|slot| slot.next_wakeup(now))
            .min()
    }

    fn is_resting(&self) -> bool {
        let is_typing = self.line.is_some() || self.is_choosing_sort;
        let is_loading = self.rows.is_loading() || self.number.is_loading();
        !is_typing && !is_loading && self.listing.marks() == 0 && self.trouble.is_none()
    }

    fn twin(&self) -> Option<String> {
        let mut words = vec!["users", "list"];
        if !self.filter_text.is_empty() {
            words.push(&self.filter_text);
        }
        if self.sort != UserSort::default() {
            words.extend(order::words(self.sort));
        }
        Some(twin::command(words))
    }

    fn offers(&self, context: &Context<'_>) -> Vec<Offer> {
        let line = self.selected();
        let about = line
            .map(|line| context.login(&line.user))
            .unwrap_or_default();
        let deeds = line
            .map(|line| deed::offers(line, None, context))
            .unwrap_or_default()
            .into_iter()
            .map(|offer| self.of_marked(offer, context));
        let plain = [
            Command::Open,
            Command::Filter,
            Command::Sort,
            Command::Count,
            Command::Peek,
        ];
        let plain = plain.map(|command| Offer {
            command,
            about: if command == Command::Open {
                about.clone()
            } else {
                Safe::default()
            },
            off: None,
        });
        plain.into_iter().chain(deeds).collect()
    }
}

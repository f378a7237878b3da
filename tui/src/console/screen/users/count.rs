//! How many: an estimate by itself, the exact number only when asked for.

use wardroom_core::Result;

use super::{Users, order};
use crate::console::driver::{Effect, Found, Read};
use crate::console::keymap::{Command, View};
use crate::console::screen::{Context, Next};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::spinner;
use crate::console::words;

/// What is known of the number of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Total {
    /// Not asked yet.
    #[default]
    Unknown,
    /// Roughly.
    About(i64),
    /// Counted.
    Exactly(i64),
}

impl Users {
    /// Every row of the directory, roughly; a filtered list has no estimate.
    pub(super) fn estimate(&mut self, context: &Context<'_>) -> Vec<Next> {
        if !self.filter.is_empty() {
            return Vec::new();
        }
        let ticket = self.number.start(context.now);
        self.total = Total::About(0);
        vec![Next::Run(Effect::Read(ticket, Read::Estimate))]
    }

    pub(super) fn forget_total(&mut self, context: &Context<'_>) -> Vec<Next> {
        self.number.cancel();
        self.total = Total::Unknown;
        self.estimate(context)
    }

    pub(super) fn count_exactly(&mut self, context: &Context<'_>) -> Vec<Next> {
        let ticket = self.number.start(context.now);
        self.total = Total::Exactly(0);
        vec![
            Next::Run(Effect::Read(ticket, Read::Count(self.filter.clone()))),
            Next::note(
                format!(
                    "counting; {} cancels",
                    context.key(View::Users, Command::Back)
                )
                .as_str(),
            ),
        ]
    }

    /// Which of the two was asked for is what `total` says already.
    pub(super) fn counted(&mut self, found: Result<Found>) -> Vec<Next> {
        match (found, self.total) {
            (Ok(Found::Number(number)), Total::Exactly(_)) => {
                self.total = Total::Exactly(number);
                vec![Next::ok(words::plural(number, "user").as_str())]
            }
            (Ok(Found::Number(number)), _) => {
                (self.total, self.everyone) = (Total::About(number), number);
                Vec::new()
            }
            (Ok(_), _) => Vec::new(),
            (Err(error), was) => {
                self.total = Total::Unknown;
                // A missing estimate is missed by nobody.
                if matches!(was, Total::Exactly(_)) {
                    vec![Next::error(&error)]
                } else {
                    Vec::new()
                }
            }
        }
    }

    pub(super) fn count_and_age(&self, context: &Context<'_>) -> Vec<(u8, Phrase)> {
        let busy = [&self.rows, &self.number]
            .into_iter()
            .find_map(|slot| slot.spinner(context.now));
        let spinner = busy.map_or_else(Phrase::new, |due| {
            Phrase::from(spinner::sign(due, context.theme.glyphs))
        });
        let as_of = self.as_of.map_or_else(Phrase::new, |at| {
            Phrase::from("as of ").text(words::clock(at))
        });
        vec![
            (0, spinner),
            (1, self.marked_words()),
            (1, Phrase::new().text(self.count_words())),
            (2, self.order_words(context)),
            (0, as_of),
        ]
    }

    /// Its column may have no room: the order is said here too.
    fn order_words(&self, context: &Context<'_>) -> Phrase {
        let title = order::order_of(self.sort).map_or("", |order| order.title);
        let glyphs = context.theme.glyphs;
        let arrow = if order::is_falling(self.sort) {
            glyphs.falling
        } else {
            glyphs.rising
        };
        Phrase::from(title).text(" ").text(arrow)
    }

    fn count_words(&self) -> String {
        let loaded = i64::try_from(self.window.len()).unwrap_or(i64::MAX);
        let is_whole = !self.window.has_before() && !self.window.has_after();
        match self.total {
            _ if self.as_of.is_none() => String::new(),
            _ if is_whole => words::plural(loaded, "user"),
            Total::Exactly(number) if !self.number.is_loading() => words::plural(number, "user"),
            Total::About(number) if number > 0 => format!("{} users", words::about(number)),
            _ => format!("more than {}", words::plural(loaded, "user")),
        }
    }
}

//! One loaded part of a user: rows under a cursor, the load that brings them, and the one that goes on below them.

use std::time::Instant;

use wardroom_core::Result;
use wardroom_core::model::{AccessRow, CodeSet, Factor, Id, Page, Safe, Session};

use crate::console::ticket::{Slot, Ticket};
use crate::console::widget::listing::Listing;

/// Rows asked for at once.
pub(super) const PAGE: usize = 100;
/// Beyond this reading them again is no longer done unasked.
const MANY: usize = 1_000;

/// A row that is known by an id.
pub(super) trait Keyed {
    fn key(&self) -> Id;
}

impl Keyed for Session {
    fn key(&self) -> Id {
        self.id.0.clone()
    }
}

impl Keyed for Factor {
    fn key(&self) -> Id {
        self.id.clone()
    }
}

impl Keyed for CodeSet {
    fn key(&self) -> Id {
        self.id.0.clone()
    }
}

impl Keyed for AccessRow {
    fn key(&self) -> Id {
        // Of several tables, whose ids may be the same numbers.
        Id::Text(format!("{} {}", self.kind(), self.id()))
    }
}

/// Where new rows go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the place of what is there.
    Instead,
    /// Below it.
    Below,
}

/// The rows of one tab; a `Cursor` says where those that are not loaded begin.
#[derive(Debug)]
pub(super) struct Part<Row, Cursor = ()> {
    rows: Option<Vec<Row>>,
    pub(super) listing: Listing<Id>,
    slot: Slot,
    more: Slot,
    older: Option<Cursor>,
    pub(super) trouble: Option<Safe>,
}

impl<Row, Cursor> Default for Part<Row, Cursor> {
    fn default() -> Self {
        Self {
            rows: None,
            listing: Listing::default(),
            slot: Slot::default(),
            more: Slot::default(),
            older: None,
            trouble: None,
        }
    }
}

impl<Row: Keyed, Cursor: Clone> Part<Row, Cursor> {
    /// Loads from the top.
    pub(super) fn start(&mut self, now: Instant) -> Ticket {
        self.more.cancel();
        self.slot.start(now)
    }

    /// Loads what is below the last row, before the cursor is there.
    pub(super) fn start_older(&mut self, now: Instant) -> Option<(Ticket, Cursor)> {
        let is_due = self.listing.is_near_end() && !self.is_loading();
        let older = self.older.clone().filter(|_| is_due)?;
        Some((self.more.start(now), older))
    }

    /// As many rows from the top as were scrolled through: the cursor's must be among them again.
    pub(super) fn limit(&self) -> usize {
        self.rows().len().max(PAGE)
    }

    /// Where the rows of this answer belong; `None` if nobody waited for it.
    pub(super) fn accept(&mut self, ticket: &Ticket) -> Option<Place> {
        if self.more.accept(ticket) {
            Some(Place::Below)
        } else {
            self.slot.accept(ticket).then_some(Place::Instead)
        }
    }

    pub(super) fn take(&mut self, place: Place, page: Result<Page<Row, Cursor>>) -> Result<()> {
        let page = page.inspect_err(|error| self.trouble = Some(error.to_string().into()))?;
        let keys = page.rows.iter().map(Keyed::key);
        match place {
            Place::Below => {
                self.listing.extend(keys);
                self.rows.get_or_insert_default().extend(page.rows);
            }
            Place::Instead => {
                self.listing.replace(keys.collect());
                self.rows = Some(page.rows);
            }
        }
        (self.older, self.trouble) = (page.next, None);
        Ok(())
    }

    pub(super) fn rows(&self) -> &[Row] {
        self.rows.as_deref().unwrap_or_default()
    }

    /// How many there are, once all of them are loaded.
    pub(super) fn total(&self) -> Option<i64> {
        let is_whole = !self.is_unknown() && self.older.is_none();
        is_whole.then(|| i64::try_from(self.rows().len()).unwrap_or(i64::MAX))
    }

    /// Nothing is known yet.
    pub(super) const fn is_unknown(&self) -> bool {
        self.rows.is_none()
    }

    pub(super) fn selected(&self) -> Option<&Row> {
        self.rows().get(self.listing.cursor())
    }

    pub(super) fn cancel(&mut self) -> bool {
        let more = self.more.cancel();
        self.slot.cancel() || more
    }

    /// Whether it may be loaded again unasked.
    pub(super) fn is_resting(&self) -> bool {
        self.trouble.is_none() && !self.is_loading() && self.rows().len() <= MANY
    }

    const fn is_loading(&self) -> bool {
        self.slot.is_loading() || self.more.is_loading()
    }

    pub(super) const fn slots(&self) -> [&Slot; 2] {
        [&self.slot, &self.more]
    }
}

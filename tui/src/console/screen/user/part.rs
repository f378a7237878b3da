//! One loaded part of a user: rows under a cursor, and the load that brings them.

use std::time::Instant;

use wardroom_core::model::{CodeSet, Factor, Id, Safe, Session};

use crate::console::ticket::{Slot, Ticket};
use crate::console::widget::listing::{Kept, Listing};

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

/// The rows of one tab.
#[derive(Debug)]
pub(super) struct Part<Row> {
    rows: Option<Vec<Row>>,
    pub(super) listing: Listing<Id>,
    slot: Slot,
    pub(super) trouble: Option<Safe>,
}

impl<Row> Default for Part<Row> {
    fn default() -> Self {
        Self {
            rows: None,
            listing: Listing::default(),
            slot: Slot::default(),
            trouble: None,
        }
    }
}

impl<Row: Keyed> Part<Row> {
    pub(super) fn start(&mut self, now: Instant) -> Ticket {
        self.slot.start(now)
    }

    pub(super) fn accept(&mut self, ticket: &Ticket) -> bool {
        self.slot.accept(ticket)
    }

    /// Takes in all rows at once.
    pub(super) fn take(&mut self, rows: Vec<Row>) -> Kept {
        let kept = self.listing.replace(rows.iter().map(Keyed::key).collect());
        (self.rows, self.trouble) = (Some(rows), None);
        kept
    }

    /// Adds rows below.
    pub(super) fn extend(&mut self, more: Vec<Row>) {
        self.listing.extend(more.iter().map(Keyed::key));
        self.rows.get_or_insert_default().extend(more);
    }

    pub(super) fn rows(&self) -> &[Row] {
        self.rows.as_deref().unwrap_or_default()
    }

    /// Nothing is known yet.
    pub(super) const fn is_unknown(&self) -> bool {
        self.rows.is_none()
    }

    pub(super) fn selected(&self) -> Option<&Row> {
        self.rows().get(self.listing.cursor())
    }

    pub(super) fn cancel(&mut self) -> bool {
        self.slot.cancel()
    }

    pub(super) const fn slot(&self) -> &Slot {
        &self.slot
    }
}

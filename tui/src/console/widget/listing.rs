//! The state of a list: which record the cursor is on, by its key, and which rows are in sight.
//! A refresh, an insert or another order leaves the cursor on its record.

use std::collections::HashSet;
use std::hash::Hash;
use std::ops::Range;

use crate::console::keymap::Command;

/// What became of the cursor when the rows were exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is on the same record, or there was none.
    Same,
    /// Its record is no longer among the rows; it stays near. Say so.
    Gone,
}

/// Rows by key, a cursor, marks and a window.
#[derive(Clone, Debug)]
pub struct Listing<Key> {
    keys: Vec<Key>,
    cursor: usize,
    offset: usize,
    height: usize,
    marked: HashSet<Key>,
}

impl<Key> Default for Listing<Key> {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            cursor: 0,
            offset: 0,
            height: 1,
            marked: HashSet::new(),
        }
    }
}

impl<Key: Clone + Eq + Hash> Listing<Key> {
    /// Exchanges all rows at once.
    pub fn replace(&mut self, keys: Vec<Key>) -> Kept {
        let at = self
            .selected()
            .map(|wanted| keys.iter().position(|key| key == wanted));
        self.keys = keys;
        let before = self.cursor;
        self.cursor = at.flatten().unwrap_or(before);
        // At the very top new rows come into sight; further down what is in sight stays where it is.
        if self.offset > 0 {
            self.offset = (self.offset + self.cursor).saturating_sub(before);
        }
        self.settle();
        if at == Some(None) {
            Kept::Gone
        } else {
            Kept::Same
        }
    }

    /// Adds the next page below.
    pub fn extend(&mut self, keys: impl IntoIterator<Item = Key>) {
        self.keys.extend(keys);
    }

    /// Adds a page above; what is in sight stays where it is.
    pub fn extend_front(&mut self, keys: impl IntoIterator<Item = Key>) {
        let before = self.keys.len();
        self.keys.splice(0..0, keys);
        let added = self.keys.len() - before;
        (self.cursor, self.offset) = (self.cursor + added, self.offset + added);
    }

    /// Forgets the first `count` rows; what is in sight stays where it is.
    pub fn forget_front(&mut self, count: usize) {
        self.keys.drain(..count.min(self.keys.len()));
        self.cursor = self.cursor.saturating_sub(count);
        self.offset = self.offset.saturating_sub(count);
    }

    /// Forgets every row from `length` on.
    pub fn truncate(&mut self, length: usize) {
        self.keys.truncate(length);
        self.settle();
    }

    /// The key under the cursor.
    pub fn selected(&self) -> Option<&Key> {
        self.keys.get(self.cursor)
    }

    /// The key of a row.
    pub fn key_at(&self, row: usize) -> Option<&Key> {
        self.keys.get(row)
    }

    /// The row of the cursor, counted from 0.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor on a row of the window, for a click.
    pub fn select_in_window(&mut self, row: usize) {
        self.move_to(self.offset + row);
    }

    /// How many rows are loaded.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether no rows are loaded.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The rows in sight.
    pub fn window(&self) -> Range<usize> {
        self.offset..self.keys.len().min(self.offset + self.height)
    }

    /// How many rows the screen shows now.
    pub fn resize(&mut self, height: usize) {
        self.height = height.max(1);
        self.settle();
    }

    /// Whether the cursor is so low that the next page should be loaded.
    pub fn is_near_end(&self) -> bool {
        self.cursor + 2 * self.height >= self.keys.len()
    }

    /// Whether the cursor is so high that the page before should be loaded.
    pub const fn is_near_start(&self) -> bool {
        self.cursor < 2 * self.height
    }

    /// Marks the selected record or takes the mark away.
    pub fn toggle_mark(&mut self) {
        if let Some(key) = self.selected().cloned()
            && !self.marked.remove(&key)
        {
            self.marked.insert(key);
        }
    }

    /// Marks every loaded record, or none if all were marked.
    pub fn toggle_all(&mut self) {
        if self.keys.iter().all(|key| self.marked.contains(key)) {
            self.marked.clear();
        } else {
            self.marked = self.keys.iter().cloned().collect();
        }
    }

    /// Whether the record of a row is marked.
    pub fn is_marked(&self, row: usize) -> bool {
        self.keys
            .get(row)
            .is_some_and(|key| self.marked.contains(key))
    }

    /// The marked records, those of the loaded rows first and in their order.
    pub fn marked(&self) -> impl Iterator<Item = &Key> {
        let loaded: HashSet<_> = self.keys.iter().collect();
        let here = self.keys.iter().filter(|key| self.marked.contains(key));
        let others = self.marked.iter();
        here.chain(others.filter(move |key| !loaded.contains(key)))
    }

    /// How many records are marked.
    pub fn marks(&self) -> usize {
        self.marked.len()
    }

    /// Takes the mark from a record.
    pub fn unmark(&mut self, key: &Key) {
        self.marked.remove(key);
    }

    /// Takes every mark away; false if there was none.
    pub fn unmark_all(&mut self) -> bool {
        let had = !self.marked.is_empty();
        self.marked.clear();
        had
    }

    /// Moves or marks if `command` does that; false if it is none of the list's business.
    pub fn obey(&mut self, command: Command) -> bool {
        let last = self.keys.len().saturating_sub(1);
        match command {
            Command::Up => self.move_to(self.cursor.saturating_sub(1)),
            Command::Down => self.move_to(self.cursor + 1),
            Command::PageUp => self.move_to(self.cursor.saturating_sub(self.height)),
            Command::PageDown => self.move_to(self.cursor + self.height),
            Command::First => self.move_to(0),
            Command::Last => self.move_to(last),
            Command::Mark => self.toggle_mark(),
            Command::MarkAll => self.toggle_all(),
            _ => return false,
        }
        true
    }

    fn move_to(&mut self, row: usize) {
        self.cursor = row;
        self.settle();
    }

    /// Keeps the cursor on a row and the row in the window.
    fn settle(&mut self) {
        self.cursor = self.cursor.min(self.keys.len().saturating_sub(1));
        let highest = (self.cursor + 1).saturating_sub(self.height);
        let fullest = self.keys.len().saturating_sub(self.height);
        self.offset = self
            .offset
            .clamp(highest, self.cursor.max(highest))
            .min(fullest.max(highest));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Listing<&'static str> {
        let mut listing = Listing::default();
        listing.resize(2);
        listing.replace(vec!["alice", "bob", "carol", "mallory"]);
        listing
    }

    #[test]
    fn the_window_follows_the_cursor() {
        let mut listing = people();
        assert_eq!(listing.window(), 0..2);
        assert!(listing.obey(Command::Down) && listing.obey(Command::Down));
        assert_eq!(
            (listing.selected(), listing.window()),
            (Some(&"carol"), 1..3)
        );
        listing.obey(Command::Up);
        assert_eq!(listing.window(), 1..3);
        listing.obey(Command::Last);
        listing.obey(Command::Down);
        assert_eq!(
            (listing.selected(), listing.window()),
            (Some(&"mallory"), 2..4)
        );
        listing.resize(9);
        assert_eq!(listing.window(), 0..4);
        assert!(!listing.obey(Command::Open));
    }

    #[test]
    fn the_cursor_stays_on_its_record_through_a_refresh() {
        let mut listing = people();
        listing.obey(Command::Down);
        assert_eq!(
            listing.replace(vec!["zoe", "mallory", "alice", "bob"]),
            Kept::Same
        );
        assert_eq!((listing.selected(), listing.window()), (Some(&"bob"), 2..4));
    }

    #[test]
    fn a_record_that_left_is_reported_and_the_cursor_stays_near() {
        let mut listing = people();
        listing.obey(Command::Last);
        assert_eq!(listing.replace(vec!["alice", "bob"]), Kept::Gone);
        assert_eq!(listing.selected(), Some(&"bob"));
        assert_eq!(listing.replace(Vec::new()), Kept::Gone);
        assert_eq!((listing.selected(), listing.window()), (None, 0..0));
    }

    #[test]
    fn pages_come_and_go_at_both_ends_and_nothing_in_sight_moves() {
        let mut listing = people();
        listing.obey(Command::Last);
        let in_sight = |listing: &Listing<&'static str>| {
            listing
                .window()
                .filter_map(|row| listing.key_at(row).copied())
                .collect::<Vec<_>>()
        };
        let before = in_sight(&listing);
        listing.extend_front(["aaron", "abel"]);
        assert_eq!(
            (listing.selected(), in_sight(&listing)),
            (Some(&"mallory"), before.clone())
        );
        listing.forget_front(3);
        assert_eq!(
            (listing.selected(), in_sight(&listing)),
            (Some(&"mallory"), before)
        );
        assert!(!listing.is_near_end() || listing.len() == 3);
        listing.truncate(1);
        assert_eq!((listing.selected(), listing.len()), (Some(&"bob"), 1));
        assert!(listing.is_near_start());
    }

    #[test]
    fn marks_belong_to_records() {
        let mut listing = people();
        listing.obey(Command::Mark);
        listing.replace(vec!["bob", "alice"]);
        assert!(!listing.is_marked(0) && listing.is_marked(1));
        listing.obey(Command::MarkAll);
        assert_eq!(listing.marked().count(), 2);
        listing.obey(Command::MarkAll);
        assert_eq!(listing.marked().count(), 0);
    }
}

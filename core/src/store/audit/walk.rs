//! The check itself, without a database: seals and entries go past in order, and what does not fit is noted.

use std::collections::VecDeque;

use super::append::commitment;
use super::{RETIRE, Retired};
use crate::crypto::digest::{same, sha256};
use crate::model::{ActorKind, AuditEntry, Fault, FaultKind as Kind, Head, Seal, Verification};

/// How far around its place an entry that moved is looked for.
const REACH: i64 = 1_000;
/// How many times: the time a verification takes stays bounded, whatever was done to the chain.
const SEARCHES: u32 = 100;
/// How many hashes are remembered, to tell what was inserted between two entries.
const RECENT: usize = 64;
/// How many separate runs of removed segments are kept until the end, when retention's own entries are known.
const GAPS: usize = 1_000;

/// The personal part of an entry as it was found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Held<'a> {
    /// There is none, or no longer.
    Gone,
    /// It exists and is not shown.
    Withheld,
    /// It stands.
    Kept { salt: &'a [u8], content: &'a str },
}

/// Checks a chain in one pass, in memory that does not grow with it.
pub(super) struct Walk {
    result: Verification,
    /// The place of the next entry.
    expected: i64,
    /// What the next entry must name; unknown after a gap.
    prev: Option<Vec<u8>>,
    /// The hash at `expected - 1`, as far as it is known.
    tip: Option<Vec<u8>>,
    recent: VecDeque<(i64, Vec<u8>)>,
    offset: i64,
    searches: u32,
    /// The last seal's segment and entry; `None` where the walk began in the middle.
    sealed: Option<(i64, i64)>,
    open: Option<Open>,
    gaps: Vec<(i64, i64)>,
    retired_through: i64,
    marks: Vec<Mark>,
}

struct Open {
    seal: Seal,
    sound: bool,
}

/// A head that the chain must pass through.
struct Mark {
    head: Head,
    kind: Kind,
    checked: bool,
}

impl Walk {
    /// A walk that begins after `start`, whose hash may be unknown.
    pub(super) fn after(start: i64, hash: Option<Vec<u8>>) -> Self {
        Self {
            result: Verification::new(),
            expected: start + 1,
            prev: hash.clone(),
            tip: hash,
            recent: VecDeque::new(),
            offset: 0,
            searches: 0,
            sealed: (start == 0).then_some((0, 0)),
            open: None,
            gaps: Vec::new(),
            retired_through: 0,
            marks: Vec::new(),
        }
    }

    /// A walk over the whole chain.
    pub(super) fn whole() -> Self {
        Self::after(0, Some(Head::start().hash))
    }

    /// A head the chain must pass through, or the fault is `kind`.
    pub(super) fn must_pass(&mut self, head: Head, kind: Kind) {
        self.marks.push(Mark {
            checked: head.seq == 0,
            head,
            kind,
        });
    }

    /// The next seal, fed before the first entry it covers; `fault` is what its signature shows.
    pub(super) fn seal(&mut self, seal: Seal, fault: Option<Kind>) {
        self.close();
        self.result.seals += 1;
        let in_order = self.sealed.is_none_or(|(segment, last)| {
            (seal.segment, seal.first_seq) == (segment + 1, last + 1)
        });
        if !in_order {
            self.blame(Kind::SealOrder, &seal);
        }
        if let Some(kind) = fault {
            self.blame(kind, &seal);
        }
        self.sealed = Some((seal.segment, seal.last_seq));
        self.open = Some(Open {
            sound: fault.is_none() && in_order,
            seal,
        });
    }

    /// The next entry.
    pub(super) fn entry(&mut self, entry: &AuditEntry, held: Held<'_>) {
        self.result.entries += 1;
        if !self.arrive(entry.seq) {
            return;
        }
        let before = self.result.faults.len();
        let intact = self.content(entry);
        self.personal(entry, held);
        if intact && before == self.result.faults.len() {
            self.read_retirement(entry);
        }
        self.pass(entry.seq, &entry.hash);
    }

    /// The next entry, whose row could not be read.
    pub(super) fn unreadable(&mut self, seq: i64) {
        self.result.entries += 1;
        if self.arrive(seq) {
            self.found(Kind::Unreadable, seq, seq);
            self.prev = None;
            self.tip = None;
            self.expected = seq + 1;
        }
    }

    /// Where the walk is, unless the last entry could not be read.
    pub(super) fn here(&self) -> Option<Head> {
        Some(Head {
            seq: self.expected - 1,
            hash: self.tip.clone()?,
        })
    }

    /// The first fault so far.
    pub(super) fn first_fault(&self) -> Option<&Fault> {
        self.result.faults.first()
    }

    /// The result, when `head` is where the chain says it ends.
    pub(super) fn end(mut self, head: Head, known: Option<&Head>) -> Verification {
        self.close();
        let last = self.expected - 1;
        if last > head.seq {
            self.found(Kind::Beyond, head.seq + 1, last);
        }
        let missing = self.marks.iter().filter(|m| m.head.seq > last);
        let furthest = missing.map(|m| m.head.seq).fold(head.seq, i64::max);
        if furthest > last {
            self.found(Kind::Cut, last + 1, furthest);
        }
        let marked = self.marks.iter().any(|m| m.head == head);
        let other = |tip: &Vec<u8>| !marked && last == head.seq && !same(tip, &head.hash);
        if self.tip.as_ref().is_some_and(other) {
            self.found(Kind::HeadDiffers, last, last);
        }
        self.judge_gaps();
        let reached = |m: &Mark| m.checked || m.head.seq > last;
        self.result.head_checked =
            known.map(|known| self.marks.iter().any(|m| m.head == *known && reached(m)));
        self.result.head = head;
        self.result.sort();
        self.result
    }

    /// Moves up to `seq`, noting what is missing; false if the walk is past it.
    fn arrive(&mut self, seq: i64) -> bool {
        while self.open.as_ref().is_some_and(|o| o.seal.last_seq < seq) {
            self.close();
        }
        if seq < self.expected {
            self.found(Kind::Inserted, seq, seq);
            return false;
        }
        if seq > self.expected {
            self.found(Kind::Removed, self.expected, seq - 1);
            self.prev = None;
            self.recent.clear();
        }
        true
    }

    /// Checks what the entry says and what it follows.
    fn content(&mut self, entry: &AuditEntry) -> bool {
        let follows = self
            .prev
            .as_ref()
            .is_none_or(|prev| same(prev, &entry.prev_hash));
        if !follows && let Some(before) = self.remembered(&entry.prev_hash) {
            self.found(Kind::Inserted, before + 1, entry.seq - 1);
        }
        if same(&sha256(&entry.canonical()), &entry.hash) {
            if !follows && self.remembered(&entry.prev_hash).is_none() {
                self.found(Kind::Unlinked, entry.seq, entry.seq);
            }
            self.remember(entry);
            self.prev = Some(entry.hash.clone());
            return true;
        }
        if let Some(was) = self.origin(entry) {
            let mut fault = Fault::of(Kind::Moved, entry.seq, entry.seq);
            fault.was = Some(was);
            self.result.found(fault);
            self.recent.clear();
            self.prev = None;
        } else {
            self.found(Kind::Edited, entry.seq, entry.seq);
            self.remember(entry);
            self.prev = Some(entry.hash.clone());
        }
        false
    }

    /// The entry, further back than the one before, whose hash this is.
    fn remembered(&self, hash: &[u8]) -> Option<i64> {
        let found = self.recent.iter().find(|(_, h)| h == hash)?;
        (found.0 < self.expected - 1).then_some(found.0)
    }

    fn remember(&mut self, entry: &AuditEntry) {
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back((entry.seq, entry.hash.clone()));
    }

    /// The place at which the entry's hash would be right.
    fn origin(&mut self, entry: &AuditEntry) -> Option<i64> {
        let mut moved = entry.clone();
        let mut fits = |offset: i64| {
            moved.seq = entry.seq.checked_add(offset)?;
            same(&sha256(&moved.canonical()), &entry.hash).then_some(offset)
        };
        let found = fits(self.offset).or_else(|| {
            self.searches += 1;
            (self.searches <= SEARCHES)
                .then(|| (1..=REACH).flat_map(|by| [by, -by]).find_map(fits))
                .flatten()
        })?;
        self.offset = found;
        Some(entry.seq + found)
    }

    fn personal(&mut self, entry: &AuditEntry, held: Held<'_>) {
        match (entry.personal_commitment.as_deref(), held) {
            (None, Held::Gone) => {}
            (Some(_), Held::Gone) => self.result.erased += 1,
            (Some(_), Held::Withheld) => self.result.withheld += 1,
            (Some(made), Held::Kept { salt, content })
                if same(&commitment(salt, content), made) =>
            {
                self.result.personal += 1;
            }
            _ => self.found(Kind::Personal, entry.seq, entry.seq),
        }
    }

    fn read_retirement(&mut self, entry: &AuditEntry) {
        if entry.actor_kind == ActorKind::System
            && entry.verb == RETIRE
            && let Ok(retired) = serde_json::from_str::<Retired>(&entry.detail)
        {
            self.retired_through = self.retired_through.max(retired.last);
        }
    }

    /// Goes past `seq` with the hash that stands there.
    fn pass(&mut self, seq: i64, hash: &[u8]) {
        self.expected = seq + 1;
        self.tip = Some(hash.to_vec());
        self.compare(seq, hash);
        if let Some(open) = self.open.take_if(|o| o.seal.last_seq == seq) {
            self.result.sealed_through = seq;
            if open.sound && !same(&open.seal.head_hash, hash) {
                self.blame(Kind::SealDiffers, &open.seal);
            }
        }
    }

    fn compare(&mut self, seq: i64, hash: &[u8]) {
        let differs: Vec<Kind> = self
            .marks
            .iter_mut()
            .filter(|m| m.head.seq == seq)
            .filter_map(|m| {
                m.checked = true;
                (!same(&m.head.hash, hash)).then_some(m.kind)
            })
            .collect();
        for kind in differs {
            self.found(kind, seq, seq);
        }
    }

    /// Leaves the open segment, whose remaining entries are not there: its seal stands for them.
    fn close(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let (first, last) = (self.expected, open.seal.last_seq);
        if first > last {
            return;
        }
        self.recent.clear();
        self.expected = last + 1;
        self.tip = open.sound.then(|| open.seal.head_hash.clone());
        self.prev = self.tip.clone();
        if !open.sound {
            return self.found(Kind::Removed, first, last);
        }
        self.result.sealed_through = last;
        self.compare(last, &open.seal.head_hash);
        if let Some(gap) = self.gaps.last_mut().filter(|gap| gap.1 + 1 == first) {
            gap.1 = last;
        } else if self.gaps.len() < GAPS {
            self.gaps.push((first, last));
        } else {
            self.found(Kind::Removed, first, last);
        }
    }

    /// A missing run is retention's if an entry of the chain says so.
    fn judge_gaps(&mut self) {
        for (first, last) in std::mem::take(&mut self.gaps) {
            let retired = last.min(self.retired_through);
            self.result.retired += (retired + 1 - first).max(0);
            if retired < last {
                self.found(Kind::Removed, first.max(retired + 1), last);
            }
        }
    }

    fn blame(&mut self, kind: Kind, seal: &Seal) {
        let mut fault = Fault::of(kind, seal.first_seq, seal.last_seq);
        fault.segment = Some(seal.segment);
        self.result.found(fault);
    }

    fn found(&mut self, kind: Kind, first: i64, last: i64) {
        self.result.found(Fault::of(kind, first, last));
    }
}

//! What a verification of the audit found: as data, and one sentence for each fault.

use std::fmt;

use serde::Serialize;

use super::Head;
use super::words::words;

words! {
    /// What is wrong with a run of entries.
    FaultKind {
        /// What the entry says is not what was hashed.
        Edited = "edited",
        /// The entry was written at another place of the chain.
        Moved = "moved",
        /// The entry was put between two that followed each other.
        Inserted = "inserted",
        /// The entry is gone, and no retention accounts for it.
        Removed = "removed",
        /// The entry does not follow the one before it.
        Unlinked = "unlinked",
        /// The row holds what no entry can.
        Unreadable = "unreadable",
        /// The personal part is not the one that was committed to.
        Personal = "personal",
        /// The seal's signature is not its key's.
        SealForged = "seal_forged",
        /// The seal's key is not known, or not among those trusted.
        SealKey = "seal_key",
        /// The seal was made over another chain.
        SealDiffers = "seal_differs",
        /// The seals before it are missing, or overlap.
        SealOrder = "seal_order",
        /// The head kept in the database names another hash.
        HeadDiffers = "head_differs",
        /// The entry stands after the head.
        Beyond = "beyond",
        /// The chain is not the one the known head was taken from.
        Rebuilt = "rebuilt",
        /// The entry was there once: a head or a seal names it.
        Cut = "cut",
        /// The exported file is not whole.
        Incomplete = "incomplete",
    }
}

/// One fault and the entries it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The first entry.
    pub first: i64,
    /// The last entry.
    pub last: i64,
    /// Where the first entry was written, if it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<i64>,
    /// The seal's segment, if it is about a seal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<i64>,
}

impl Fault {
    /// A fault of the entries from `first` to `last`.
    pub(crate) fn of(kind: FaultKind, first: i64, last: i64) -> Self {
        Self {
            kind,
            first,
            last,
            was: None,
            segment: None,
        }
    }

    /// Takes `next` in, if it goes on where this one ends.
    fn absorb(&mut self, next: &Self) -> bool {
        let offset = |fault: &Self| fault.was.map(|was| was - fault.first);
        let goes_on = self.kind == next.kind
            && self.last + 1 == next.first
            && offset(self) == offset(next)
            && self.segment.is_none()
            && next.segment.is_none();
        if goes_on {
            self.last = next.last;
        }
        goes_on
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use FaultKind as K;
        let (one, many) = match self.kind {
            K::Edited => (
                "was edited: it is not what was hashed",
                "were edited: they are not what was hashed",
            ),
            K::Moved => {
                self.entries(f)?;
                let was = self.was.unwrap_or_default();
                return write!(
                    f,
                    "moved: {} was written as {was}, so entries were inserted, removed or reordered",
                    self.first
                );
            }
            K::Inserted => ("was inserted afterwards", "were inserted afterwards"),
            K::Removed => (
                "is gone, and retention did not remove it",
                "are gone, and retention did not remove them",
            ),
            K::Unlinked => (
                "does not follow the one before: that one was exchanged, or one between them removed",
                "do not follow each other",
            ),
            K::Unreadable => ("holds what no entry can", "hold what no entry can"),
            K::Personal => (
                "has another personal part than was committed to",
                "have other personal parts than were committed to",
            ),
            K::Beyond => ("stands after the head", "stand after the head"),
            K::Cut => (
                "was cut off: a head or a seal names it",
                "were cut off: a head or a seal names them",
            ),
            K::HeadDiffers => (
                "is not the one the database's head names",
                "are not the ones the database's head names",
            ),
            K::Rebuilt => (
                "is not the one of the head given: the chain was rebuilt",
                "are not those of the head given: the chain was rebuilt",
            ),
            K::Incomplete => {
                return f.write_str(
                    "the file is not whole: its last line does not match what it holds",
                );
            }
            K::SealForged => {
                return self.seal(f, "is signed by another key than it names, or was altered");
            }
            K::SealKey => return self.seal(f, "names a key that is not known or not trusted"),
            K::SealDiffers => return self.seal(f, "was made over another chain"),
            K::SealOrder => return self.seal(f, "does not follow the seal before it"),
        };
        self.entries(f)?;
        f.write_str(if self.first == self.last { one } else { many })
    }
}

impl Fault {
    fn entries(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "entry {} ", self.first)
        } else {
            write!(f, "entries {} to {} ", self.first, self.last)
        }
    }

    fn seal(&self, f: &mut fmt::Formatter<'_>, what: &str) -> fmt::Result {
        let segment = self.segment.unwrap_or_default();
        write!(
            f,
            "seal {segment} (entries {} to {}) {what}",
            self.first, self.last
        )
    }
}

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Entries read.
    pub entries: u64,
    /// Entries that retention removed, whose seals stand for them.
    pub retired: i64,
    /// The head; kept elsewhere, it is what a later verification is made against.
    pub head: Head,
    /// Whether the head that was given could be checked; absent if none was given.
    pub head_checked: Option<bool>,
    /// Seals read.
    pub seals: u64,
    /// The last sealed entry; those after it are protected by nothing outside the database yet.
    pub sealed_through: i64,
    /// Personal parts that match their commitment.
    pub personal: u64,
    /// Personal parts that were erased.
    pub erased: u64,
    /// Personal parts that an export holds back.
    pub withheld: u64,
    /// The faults, by entry, the first hundred.
    pub faults: Vec<Fault>,
    /// How many more there are.
    pub more: u64,
}

impl Verification {
    /// How many faults are told apart; the rest is counted.
    const CAP: usize = 100;

    pub(crate) fn new() -> Self {
        Self {
            entries: 0,
            retired: 0,
            head: Head::start(),
            head_checked: None,
            seals: 0,
            sealed_through: 0,
            personal: 0,
            erased: 0,
            withheld: 0,
            faults: Vec::new(),
            more: 0,
        }
    }

    /// Whether the audit is what was written.
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }

    /// Puts the faults in the order of the entries and joins runs that meet.
    pub(crate) fn sort(&mut self) {
        let mut faults = std::mem::take(&mut self.faults);
        faults.sort_by_key(|fault| fault.first);
        for fault in faults {
            self.found(fault);
        }
    }

    pub(crate) fn found(&mut self, fault: Fault) {
        // A moved entry may be preceded by what was inserted before it: runs of both go on side by side.
        if self
            .faults
            .iter_mut()
            .rev()
            .take(2)
            .any(|f| f.absorb(&fault))
        {
            return;
        }
        if self.faults.len() < Self::CAP {
            self.faults.push(fault);
        } else {
            self.more += 1;
        }
    }
}

impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.holds() {
            let count = self.faults.len() as u64 + self.more;
            let word = if count == 1 { "fault" } else { "faults" };
            return write!(f, "{count} {word} in {} entries", self.entries);
        }
        write!(
            f,
            "{} entries hold, sealed through {}, head {}",
            self.entries, self.sealed_through, self.head
        )?;
        if self.head_checked == Some(false) {
            f.write_str("; the head given lies in a part that is gone: it was not checked")?;
        }
        Ok(())
    }
}

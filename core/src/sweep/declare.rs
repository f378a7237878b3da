//! A sweep as data: which rows, from which instant they age, how long they stay, and when it runs.

use std::time::Duration;

use crate::layout::AppSettings;

/// One kind of cleanup.
#[derive(Debug)]
pub struct Sweep {
    /// Its name in policies, leases, runs, commands and screens.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub does: &'static str,
    /// Why rows stay as long as they do by default.
    pub reason: &'static str,
    /// How long a row stays after it has stopped counting, where no policy says otherwise.
    pub keep: Duration,
    /// No policy may keep a row for less, and why.
    pub least: (Duration, &'static str),
    /// When it runs, where no policy says otherwise.
    pub cron: &'static str,
    /// The time zone of `cron`.
    pub zone: &'static str,
    /// Its tables, in the order in which they are swept.
    pub targets: &'static [Target],
    /// Whether it runs by itself where no policy says otherwise; not where the application does the same work.
    pub by_default: bool,
    /// Why it must not run in a directory of an application like this; `None` where it may.
    pub withheld: fn(&AppSettings) -> Option<&'static str>,
}

/// A sweep that may run wherever its tables are.
pub(super) const fn always(_: &AppSettings) -> Option<&'static str> {
    None
}

/// The table of Wardroom's own mail beside an application's tables.
pub(super) const OUTBOX: &str = "outbox";

impl Sweep {
    /// Whether it runs where no policy says otherwise, in a directory of an application like this: what that sweeps itself is
    /// left to it, Wardroom's own rows never are.
    pub fn runs_unasked(&self, app: &AppSettings) -> bool {
        self.by_default && (!app.app_sweeps || self.targets.iter().all(Target::is_ours))
    }
}

impl Target {
    /// Whether its rows are Wardroom's own beside an application's.
    pub(super) fn is_ours(&self) -> bool {
        self.table == OUTBOX
    }
}

/// One table of a sweep; statements know it as `t`.
#[derive(Debug)]
pub struct Target {
    /// The table's logical name.
    pub table: &'static str,
    /// The column that follows the age in its indexes and tells rows of one age apart.
    pub tie: &'static str,
    /// A row is due as soon as one of these is.
    pub ages: &'static [Age],
    /// Never due while this is true: its user is under a legal hold.
    pub held: &'static str,
    /// An instant that no row can have ahead of the present: where one has, its column is not read as it was written.
    pub made: Option<&'static str>,
    /// Rows of other tables that go with it, by the database's own foreign key.
    pub along: &'static [Along],
}

/// An instant from which a row ages; an index begins with its column.
#[derive(Debug)]
pub struct Age {
    /// The column; a row without it has not begun to age.
    pub column: &'static str,
    /// What the instant means, for people.
    pub means: &'static str,
    /// How long the row counts after that instant, before its stay begins.
    pub grace: Duration,
    /// What else must be true, spelled as the index spells it.
    pub only: Option<&'static str>,
}

impl Age {
    /// An instant at which the row stops counting.
    pub(super) const fn from(column: &'static str, means: &'static str) -> Self {
        Self {
            column,
            means,
            grace: Duration::ZERO,
            only: None,
        }
    }
}

/// Rows that go with a swept one.
#[derive(Debug)]
pub struct Along {
    /// Their table's logical name.
    pub table: &'static str,
    /// Their column that names the swept row, and the swept row's that it names.
    pub key: (&'static str, &'static str),
}

/// So many days.
pub(super) const fn days(count: u64) -> Duration {
    Duration::from_hours(24 * count)
}

/// The condition under which the user in `$user` may not be forgotten.
///
/// That there is any hold at all is asked once a batch: an empty table looked into for every row costs a purge some 3 % of its work.
macro_rules! held {
    ($user:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM {hold} any_h) AND EXISTS (SELECT 1 FROM {hold} h WHERE {h.hold.user_id} = ",
            $user,
            " AND {h.hold.released_at} IS NULL))"
        )
    };
}
pub(super) use held;

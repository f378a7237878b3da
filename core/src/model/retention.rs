//! What a worker leaves behind: its runs, and the word that it lives.

use std::time::Duration;

use serde::Serialize;

use super::words::words;
use super::{Id, Ts};

words! {
    /// What became of a run.
    Outcome {
        /// It is going on, or its worker is gone and nobody has noticed yet.
        Running = "running",
        /// Everything due is gone.
        Done = "done",
        /// It reached its time limit; what is left is due at the next run.
        Partial = "partial",
        /// An error ended it.
        Failed = "failed",
        /// The worker was asked to stop.
        Stopped = "stopped",
        /// Another worker took the lease.
        LeaseLost = "lease_lost",
        /// Its worker vanished; whoever took the lease next noticed.
        Lost = "lost",
    }
}

impl Outcome {
    /// Whether the run used up its slot; one that did not is due again at once.
    pub const fn used_its_slot(self) -> bool {
        matches!(self, Self::Done | Self::Partial | Self::Failed)
    }
}

words! {
    /// Why a run began.
    Trigger {
        /// Its time had come.
        Schedule = "schedule",
        /// An operator asked for it.
        Operator = "operator",
        /// `wardroom-worker run --once`.
        Once = "once",
    }
}

/// One execution of a sweep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Run {
    /// Its id.
    pub id: Id,
    /// The sweep's name.
    pub sweep: String,
    /// Why it began.
    pub trigger: Trigger,
    /// The worker that ran it.
    pub worker: String,
    /// The fence of the lease it ran under.
    pub fence: i64,
    /// When it began, by the database's clock.
    pub started_at: Ts,
    /// When it ended.
    pub finished_at: Option<Ts>,
    /// What became of it.
    pub outcome: Outcome,
    /// Rows it removed, without those that went along with them.
    pub rows_removed: i64,
    /// Transactions it took.
    pub batches: i64,
    /// Its longest transaction, in microseconds.
    pub longest_batch_us: i64,
    /// How long the oldest row was past its policy when the run began, in seconds.
    pub lag_seconds: Option<i64>,
    /// Why it ended before everything due was gone.
    pub stopped_why: Option<String>,
    /// What else is worth knowing: how it went about it.
    pub note: Option<String>,
}

/// A worker and when it was last heard of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Worker {
    /// Unlike any other process's name.
    pub name: String,
    /// The machine it runs on.
    pub host: String,
    /// Wardroom's version there.
    pub version: String,
    /// When it started, by the database's clock.
    pub started_at: Ts,
    /// When it was last heard of, by the database's clock.
    pub seen_at: Ts,
}

/// A worker says that it lives every few seconds; one that is silent for longer is stuck or gone.
const SILENT: Duration = Duration::from_mins(2);

impl Worker {
    /// Whether it should have been heard of by now; by the database's clock.
    pub fn is_silent(&self, now: Ts) -> bool {
        now.since(self.seen_at) > SILENT
    }
}

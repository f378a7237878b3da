//! A run as a row: opened with its lease, brought up to date as it goes, closed with what became of it.

use std::time::Duration;

use uuid::Uuid;

use super::lease::Lease;
use crate::Directory;
use crate::db::{Conn, Tx, sql};
use crate::error::Result;
use crate::model::{Outcome, Trigger};

/// Whoever takes a lease knows that the run before it is over.
const LOST: &str = "UPDATE {w}runs SET outcome = 'lost', finished_at = {now},
    stopped_why = 'its worker vanished without a word'
    WHERE sweep = $1 AND outcome = 'running' AND fence < $2";

const OPEN: &str = "INSERT INTO {w}runs (id, sweep, trigger, worker, fence, started_at)
    VALUES ($1, $2, $3, $4, $5, {now})";

const PROGRESS: &str = "UPDATE {w}runs SET rows_removed = $2, batches = $3, longest_batch_us = $4,
    lag_seconds = $5 WHERE id = $1";

const CLOSE: &str = "UPDATE {w}runs SET rows_removed = $2, batches = $3, longest_batch_us = $4,
    lag_seconds = $5, outcome = $6, stopped_why = $7, note = $8, finished_at = {now}
    WHERE id = $1 AND outcome = 'running'";

/// What a run has done so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) rows: i64,
    pub(super) batches: i64,
    pub(super) longest_us: i64,
    pub(super) lag_seconds: Option<i64>,
    pub(super) note: Vec<String>,
    /// Batches that were rolled back and tried again.
    pub(super) again: u32,
    /// Rest between batches.
    pub(super) rested: Duration,
}

impl Tally {
    /// Counts a batch that removed `rows` and took so long.
    pub(super) fn add(&mut self, rows: i64, took: Duration) {
        let us = i64::try_from(took.as_micros()).unwrap_or(i64::MAX);
        self.rows += rows;
        self.batches += 1;
        self.longest_us = self.longest_us.max(us);
    }

    fn note(&self) -> Option<String> {
        let mut note = self.note.clone();
        if self.again > 0 {
            note.push(format!("{} batches tried again", self.again));
        }
        if self.rested >= Duration::from_secs(1) {
            note.push(format!("rested {} s", self.rested.as_secs()));
        }
        (!note.is_empty()).then(|| note.join("; "))
    }
}

/// An open run.
#[derive(Clone, Debug)]
pub(super) struct Ticket {
    pub(super) id: Uuid,
    pub(super) lease: Lease,
}

/// Takes the lease and opens a run under it, in one transaction; `None` while somebody else runs the sweep.
pub(super) async fn open(
    directory: &Directory,
    sweep: &'static str,
    trigger: Trigger,
    worker: &str,
) -> Result<Option<Ticket>> {
    let mut tx = directory.begin().await?;
    let Some(lease) = Lease::take(&mut tx, sweep, worker).await? else {
        return Ok(None);
    };
    tx.execute(sql(LOST).bind(sweep).bind(lease.fence)).await?;
    let id = directory.fresh_uuid();
    let statement = sql(OPEN)
        .bind(id)
        .bind(sweep)
        .bind(trigger.word())
        .bind(worker)
        .bind(lease.fence);
    tx.execute(statement).await?;
    tx.commit().await?;
    Ok(Some(Ticket { id, lease }))
}

/// Writes what was done so far, so that a lost run still tells it.
pub(super) async fn progress(tx: &mut Tx, ticket: &Ticket, tally: &Tally) -> Result<()> {
    let statement = sql(PROGRESS)
        .bind(ticket.id)
        .bind(tally.rows)
        .bind(tally.batches)
        .bind(tally.longest_us)
        .bind(tally.lag_seconds);
    tx.execute(statement).await.map(drop)
}

/// Closes the run and gives its lease back; a run that was marked lost meanwhile stays so.
pub(super) async fn close(
    directory: &Directory,
    ticket: &Ticket,
    tally: &Tally,
    outcome: Outcome,
    why: Option<&str>,
) -> Result<()> {
    let statement = sql(CLOSE)
        .bind(ticket.id)
        .bind(tally.rows)
        .bind(tally.batches)
        .bind(tally.longest_us)
        .bind(tally.lag_seconds)
        .bind(outcome.word())
        .bind(why)
        .bind(tally.note());
    let mut tx = directory.begin().await?;
    tx.execute(statement).await?;
    ticket.lease.release(&mut tx).await?;
    tx.commit().await
}

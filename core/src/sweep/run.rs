//! One run of a sweep, from its lease to its last row; a panic is its own failure and nobody else's.

use std::time::Instant;

use serde::Serialize;

use super::cutoff::Cutoff;
use super::declare::Sweep;
use super::history;
use super::stop::Stop;
use super::work::{Book, Work};
use crate::Directory;
use crate::error::{Error, Result};
use crate::model::{Outcome, Trigger, Ts};

/// Who runs it, and why.
#[derive(Clone, Debug)]
pub struct Order {
    /// The worker's name, unlike any other process's.
    pub worker: String,
    /// Why it runs.
    pub trigger: Trigger,
    /// Count from an instant in the past; one in the future is the present, so that no live row is ever due.
    pub as_of: Option<Ts>,
}

/// What a run came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The sweep's name.
    pub sweep: &'static str,
    /// What became of it.
    pub outcome: Outcome,
    /// Rows removed, without those that went along.
    pub rows: i64,
    /// Transactions it took.
    pub batches: i64,
    /// The longest transaction, in microseconds.
    pub longest_batch_us: i64,
    /// How long the oldest row was past its policy when it began, in seconds.
    pub lag_seconds: Option<i64>,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
    /// Why it ended early.
    pub why: Option<String>,
}

/// Runs a sweep, as long as nobody else does ([`Error::Busy`]) and until `stop` is requested.
///
/// A run that fails is a report, not an error: it was recorded. An error means that nothing could be recorded.
pub async fn run(
    directory: &Directory,
    sweep: &'static Sweep,
    order: &Order,
    stop: &Stop,
) -> Result<Report> {
    let policy = directory.policy(sweep).await?;
    let cutoff = Cutoff::read(directory, policy.keep, order.as_of).await?;
    let ticket = history::open(directory, sweep.name, order.trigger, &order.worker).await?;
    let Some(ticket) = ticket else {
        return Err(Error::Busy {
            what: "this sweep",
            until: None,
        });
    };
    let began = Instant::now();
    let book = Book::opened(began);
    let ended = guarded(Work {
        directory: directory.clone(),
        sweep,
        policy,
        cutoff,
        ticket: ticket.clone(),
        stop: stop.clone(),
        began,
        book: book.clone(),
    })
    .await;
    let tally = Book::tally(&book);
    let (outcome, why) = match ended {
        Ok(None) => (Outcome::Done, None),
        Ok(Some((outcome, why))) => (outcome, Some(why.to_owned())),
        Err(e) => (Outcome::Failed, Some(e.to_string())),
    };
    history::close(directory, &ticket, &tally, outcome, why.as_deref()).await?;
    Ok(Report {
        sweep: sweep.name,
        outcome,
        rows: tally.rows,
        batches: tally.batches,
        longest_batch_us: tally.longest_us,
        lag_seconds: tally.lag_seconds,
        took_ms: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        why,
    })
}

/// The work on a task of its own: there a panic is an error that can be recorded.
async fn guarded(work: Work) -> Result<Option<(Outcome, &'static str)>> {
    let task = tokio::spawn(async move { work.all().await });
    task.await.unwrap_or_else(|e| Err(broken(&e)))
}

fn broken(error: &tokio::task::JoinError) -> Error {
    let what = if error.is_panic() {
        "it broke (a panic, told on the worker's standard error)"
    } else {
        "it was cut off"
    };
    Error::Database(what.to_owned())
}

//! The loop of a run: one short transaction after another, each beginning with the lease; two such lanes side by side
//! where the policy leaves all of the time to them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures::future::join_all;

use super::choose::{Walk, choose};
use super::cutoff::Cutoff;
use super::declare::Sweep;
use super::history::{Tally, Ticket, progress};
use super::lease::{Planned, RENEW_EVERY};
use super::pace::{LONGEST, Pace};
use super::plan::oldest;
use super::policy::Policy;
use super::sound;
use super::stop::Stop;
use super::text::Scope;
use super::wal;
use crate::Directory;
use crate::db::{Conn, Engine, Tx};
use crate::error::{Error, Result};
use crate::model::Outcome;

/// A sweep that is longer at it leaves the rest to its next run, so that it does not keep the others waiting.
const LONGEST_RUN: Duration = Duration::from_hours(2);
/// How often a run that goes on writes how far it is.
const TELL_EVERY: Duration = Duration::from_secs(1);
/// How long batches may stumble over a row that is locked, or a server that does not answer, before the run fails.
const PATIENCE: Duration = Duration::from_secs(10);
/// One block or row cannot be made smaller: it may take this long.
const LONGEST_ALONE: Duration = Duration::from_secs(2);

/// How many transactions work side by side where a policy leaves all of the time to them.
const LANES: i64 = 2;

/// A run at work.
pub(super) struct Work {
    pub(super) directory: Directory,
    pub(super) sweep: &'static Sweep,
    pub(super) policy: Policy,
    pub(super) cutoff: Cutoff,
    pub(super) ticket: Ticket,
    pub(super) stop: Stop,
    pub(super) began: Instant,
    pub(super) book: Arc<Mutex<Book>>,
}

/// What the lanes of a run share.
#[derive(Debug)]
pub(super) struct Book {
    tally: Tally,
    told: Instant,
    renewed: Instant,
    /// A lane ended before its end: the others follow.
    is_over: bool,
}

impl Book {
    /// Nothing done yet.
    pub(super) fn opened(now: Instant) -> Arc<Mutex<Self>> {
        Arc::new(Mutex::new(Self {
            tally: Tally::default(),
            told: now,
            renewed: now,
            is_over: false,
        }))
    }

    /// The book; a lane that panicked while it wrote leaves what it had written.
    pub(super) fn of(book: &Mutex<Self>) -> MutexGuard<'_, Self> {
        book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was done so far.
    pub(super) fn tally(book: &Mutex<Self>) -> Tally {
        Self::of(book).tally.clone()
    }

    /// Whether `every` has passed since `last`, which is then now.
    fn is_time(last: &mut Instant, every: Duration) -> bool {
        let is_time = last.elapsed() > every;
        if is_time {
            *last = Instant::now();
        }
        is_time
    }
}

/// Why the loop ended before its end.
type Early = Option<(Outcome, &'static str)>;

/// What one transaction came to.
enum Batch {
    Kept { done: bool, rest: Duration },
    LeaseLost,
}

impl Work {
    /// Sweeps every target; says why it ended early, if it did.
    pub(super) async fn all(&self) -> Result<Early> {
        sound::check(&self.directory, self.sweep).await?;
        for target in self.sweep.targets {
            let scope = Scope {
                directory: &self.directory,
                target,
                cutoff: self.cutoff,
            };
            let lag = oldest(&mut self.directory.db(), &scope).await?;
            let lag = lag.map(|(_, lag)| lag);
            {
                let tally = &mut Book::of(&self.book).tally;
                tally.lag_seconds = tally.lag_seconds.max(lag);
            }
            for walk in choose(&mut self.directory.db(), &scope).await? {
                let way = format!("{} {}", target.table, walk.way());
                Book::of(&self.book).tally.note.push(way);
                let early = self.walk(&scope, walk).await?;
                if early.is_some() {
                    return Ok(early);
                }
            }
        }
        Ok(None)
    }

    /// Walks in lanes side by side; the first that ends early says why.
    async fn walk(&self, scope: &Scope<'_>, walk: Walk) -> Result<Early> {
        // Whoever asks for a share of the time asks for peace.
        let is_hasty = self.policy.duty_percent == 100;
        let lanes = walk.parted(if is_hasty { LANES } else { 1 });
        let lanes = lanes.into_iter().map(|walk| self.lane(scope, walk));
        let ended: Result<Vec<Early>> = join_all(lanes).await.into_iter().collect();
        Ok(ended?.into_iter().flatten().next())
    }

    async fn lane(&self, scope: &Scope<'_>, walk: Walk) -> Result<Early> {
        let ended = self.batches(scope, walk).await;
        if !matches!(ended, Ok(None)) {
            Book::of(&self.book).is_over = true;
        }
        ended
    }

    async fn batches(&self, scope: &Scope<'_>, mut walk: Walk) -> Result<Early> {
        let mut pace = Pace::of(&self.policy, self.directory.engine());
        let (mut stumbles, mut went_well) = (0, Instant::now());
        loop {
            if self.stop.is_requested() {
                return Ok(Some((Outcome::Stopped, "the worker was asked to stop")));
            }
            if self.began.elapsed() > LONGEST_RUN {
                return Ok(Some((Outcome::Partial, "it took longer than two hours")));
            }
            if Book::of(&self.book).is_over {
                return Ok(None);
            }
            let rest = match self.batch(scope, &mut walk, &mut pace).await {
                Ok(Batch::Kept { done: true, .. }) => return Ok(None),
                Ok(Batch::Kept { rest, .. }) => {
                    (stumbles, went_well) = (0, Instant::now());
                    let batches = Book::of(&self.book).tally.batches;
                    rest.max(wal::keep_small(&mut self.directory.db(), batches).await?)
                }
                Ok(Batch::LeaseLost) => {
                    return Ok(Some((Outcome::LeaseLost, "another worker took the lease")));
                }
                // Rolled back whole: too long, or a row somebody else holds.
                Err(Error::Busy { .. }) if went_well.elapsed() < PATIENCE => {
                    stumbles += 1;
                    Book::of(&self.book).tally.again += 1;
                    pace.stumble(stumbles)
                }
                Err(e) => return Err(e),
            };
            if !rest.is_zero() {
                tokio::time::sleep(rest).await;
                Book::of(&self.book).tally.rested += rest;
            }
        }
    }

    async fn batch(&self, scope: &Scope<'_>, walk: &mut Walk, pace: &mut Pace) -> Result<Batch> {
        let asked = Instant::now();
        let mut tx = self.directory.begin().await?;
        // Not from the asking: waiting for a connection, or for SQLite's one writer, holds nobody up.
        let began = Instant::now();
        let longest = if pace.size() > 1 {
            LONGEST
        } else {
            LONGEST_ALONE
        };
        if !self.is_ours(&mut tx, longest, walk.planned()).await? {
            tx.rollback().await?;
            return Ok(Batch::LeaseLost);
        }
        let renewal = asked.elapsed();
        // Kept only with the transaction: a walk must not pass by what was rolled back.
        let mut ahead = walk.clone();
        let step = ahead.step(&mut tx, scope, pace.size()).await?;
        let removed = i64::try_from(step.removed).unwrap_or(i64::MAX);
        let telling = {
            let mut book = Book::of(&self.book);
            let is_time = Book::is_time(&mut book.told, TELL_EVERY);
            is_time.then(|| book.tally.clone())
        };
        if let Some(mut tally) = telling {
            tally.add(removed, Duration::ZERO);
            progress(&mut tx, &self.ticket, &tally).await?;
        }
        tx.commit().await?;
        let took = began.elapsed();
        Book::of(&self.book).tally.add(removed, took);
        *walk = ahead;
        Ok(Batch::Kept {
            done: step.done,
            rest: pace.learn(renewal, took),
        })
    }

    /// Whether the lease is ours still, and stays so until the transaction ends.
    async fn is_ours(&self, tx: &mut Tx, longest: Duration, planned: Planned) -> Result<bool> {
        let lease = &self.ticket.lease;
        let is_time = Book::is_time(&mut Book::of(&self.book).renewed, RENEW_EVERY);
        if is_time || tx.engine() == Engine::Sqlite {
            lease.renew(tx, longest, planned).await
        } else {
            lease.hold(tx, longest, planned).await
        }
    }
}

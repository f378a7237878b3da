//! The loop of a run: one short transaction after another, each beginning with the renewal of the lease.

use std::time::{Duration, Instant};

use super::choose::{Walk, choose};
use super::cutoff::Cutoff;
use super::declare::Sweep;
use super::history::{Tally, Ticket, progress};
use super::pace::{LONGEST, Pace};
use super::plan::oldest;
use super::policy::Policy;
use super::stop::Stop;
use super::text::Scope;
use super::wal;
use crate::Directory;
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

/// A run at work.
pub(super) struct Work {
    pub(super) directory: Directory,
    pub(super) sweep: &'static Sweep,
    pub(super) policy: Policy,
    pub(super) cutoff: Cutoff,
    pub(super) ticket: Ticket,
    pub(super) stop: Stop,
    pub(super) tally: Tally,
    pub(super) began: Instant,
    pub(super) told: Instant,
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
    pub(super) async fn all(&mut self) -> Result<Early> {
        let directory = self.directory.clone();
        for target in self.sweep.targets {
            let scope = Scope {
                directory: &directory,
                target,
                cutoff: self.cutoff,
            };
            let lag = oldest(&mut directory.db(), &scope).await?;
            self.tally.lag_seconds = self.tally.lag_seconds.max(lag.map(|(_, lag)| lag));
            for walk in choose(&mut directory.db(), &scope).await? {
                self.tally
                    .note
                    .push(format!("{} {}", target.table, walk.way()));
                let early = self.walk(&scope, walk).await?;
                if early.is_some() {
                    return Ok(early);
                }
            }
        }
        Ok(None)
    }

    async fn walk(&mut self, scope: &Scope<'_>, mut walk: Walk) -> Result<Early> {
        let mut pace = Pace::of(&self.policy, self.directory.engine());
        let (mut stumbles, mut went_well) = (0, Instant::now());
        loop {
            if self.stop.is_requested() {
                return Ok(Some((Outcome::Stopped, "the worker was asked to stop")));
            }
            if self.began.elapsed() > LONGEST_RUN {
                return Ok(Some((Outcome::Partial, "it took longer than two hours")));
            }
            let rest = match self.batch(scope, &mut walk, &mut pace).await {
                Ok(Batch::Kept { done: true, .. }) => return Ok(None),
                Ok(Batch::Kept { rest, .. }) => {
                    (stumbles, went_well) = (0, Instant::now());
                    rest.max(wal::keep_small(&mut self.directory.db(), self.tally.batches).await?)
                }
                Ok(Batch::LeaseLost) => {
                    return Ok(Some((Outcome::LeaseLost, "another worker took the lease")));
                }
                // Rolled back whole: too long, or a row somebody else holds.
                Err(Error::Busy { .. }) if went_well.elapsed() < PATIENCE => {
                    stumbles += 1;
                    self.tally.again += 1;
                    pace.stumble(stumbles)
                }
                Err(e) => return Err(e),
            };
            if !rest.is_zero() {
                tokio::time::sleep(rest).await;
                self.tally.rested += rest;
            }
        }
    }

    async fn batch(
        &mut self,
        scope: &Scope<'_>,
        walk: &mut Walk,
        pace: &mut Pace,
    ) -> Result<Batch> {
        let asked = Instant::now();
        let mut tx = self.directory.begin().await?;
        // Not from the asking: waiting for a connection, or for SQLite's one writer, holds nobody up.
        let began = Instant::now();
        let longest = if pace.size() > 1 {
            LONGEST
        } else {
            LONGEST_ALONE
        };
        let lease = &self.ticket.lease;
        if !lease.renew(&mut tx, longest, walk.planned()).await? {
            tx.rollback().await?;
            return Ok(Batch::LeaseLost);
        }
        let renewal = asked.elapsed();
        // Kept only with the transaction: a walk must not pass by what was rolled back.
        let mut ahead = walk.clone();
        let step = ahead.step(&mut tx, scope, pace.size()).await?;
        let mut tally = self.tally.clone();
        tally.rows += i64::try_from(step.removed).unwrap_or(i64::MAX);
        tally.batches += 1;
        if self.told.elapsed() > TELL_EVERY {
            progress(&mut tx, &self.ticket, &tally).await?;
            self.told = Instant::now();
        }
        tx.commit().await?;
        let took = began.elapsed();
        let us = i64::try_from(took.as_micros()).unwrap_or(i64::MAX);
        tally.longest_us = tally.longest_us.max(us);
        self.tally = tally;
        *walk = ahead;
        Ok(Batch::Kept {
            done: step.done,
            rest: pace.learn(renewal, took),
        })
    }
}

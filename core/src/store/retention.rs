//! What workers have done and which of them live, for every screen that shows it.

use super::Directory;
use crate::db::{Conn, Sql, Value, sql};
use crate::error::Result;
use crate::model::{Run, Ts, Worker};

const RUNS: &str =
    "SELECT id, sweep, trigger, worker, fence, started_at, finished_at, outcome, rows_removed,
    batches, longest_batch_us, lag_seconds, stopped_why, note FROM {w}runs WHERE TRUE";

const WORKERS: &str = "SELECT name, host, version, started_at, seen_at FROM {w}workers ORDER BY seen_at DESC, name LIMIT 100";

const HAS_BOOKKEEPING: Sql = Sql::each(
    "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '{w}policies')",
    "SELECT to_regclass('{w}policies') IS NOT NULL",
);

impl Directory {
    /// Whether Wardroom's own tables are here; without them nothing can be recorded, so nothing may be removed.
    pub async fn has_bookkeeping(&self) -> Result<bool> {
        let (has,): (bool,) = self.db().one(sql(HAS_BOOKKEEPING)).await?;
        Ok(has)
    }

    /// The latest runs, newest first; of one sweep, or of all.
    pub async fn runs(&self, sweep: Option<&str>, limit: usize) -> Result<Vec<Run>> {
        let mut statement = sql(RUNS);
        if let Some(sweep) = sweep {
            statement = statement.push(" AND sweep = ?", [Value::from(sweep)]);
        }
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let order = " ORDER BY started_at DESC, id DESC LIMIT ?";
        self.db()
            .all(statement.push(order, [Value::from(limit)]))
            .await
    }

    /// The workers heard of lately, the last one first.
    pub async fn workers(&self) -> Result<Vec<Worker>> {
        if !self.has_books() {
            return Ok(Vec::new());
        }
        self.db().all(sql(WORKERS)).await
    }

    /// Now, by the database's clock: what a worker counts from, so that its host's clock decides nothing.
    pub async fn database_now(&self) -> Result<Ts> {
        let (now,): (Ts,) = self.db().one(sql("SELECT {now}")).await?;
        Ok(now)
    }
}

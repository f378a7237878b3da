//! SQLite's log is kept small: without checkpoints a purge lets it grow to gigabytes.

use std::time::Duration;

use crate::db::{Conn, Db, Engine, sql};
use crate::error::Result;

/// Batches between two checkpoints.
const EVERY: i64 = 64;
/// A log that much ahead of the database, in pages (16 MB), makes the purge wait for its readers.
const AHEAD: i64 = 4_096;
const WAIT: Duration = Duration::from_millis(100);

/// Moves the log into the database as far as readers allow; gives a rest when they do not.
pub(super) async fn keep_small(db: &mut Db, batches: i64) -> Result<Duration> {
    if db.engine() != Engine::Sqlite || batches % EVERY != 0 {
        return Ok(Duration::ZERO);
    }
    let (_, log, moved): (i64, i64, i64) = db.one(sql("PRAGMA wal_checkpoint(PASSIVE)")).await?;
    Ok(if log - moved > AHEAD {
        WAIT
    } else {
        Duration::ZERO
    })
}

//! Retention of the audit: whole sealed segments leave through its one door, and their seals stay.

use std::time::Duration;

use serde_json::json;

use super::system::record;
use crate::db::{Conn, Int, Tx, sql};
use crate::error::{Error, Result};
use crate::model::Ts;
use crate::store::Directory;
use crate::store::audit::{RETIRE, Retired};

/// One transaction removes no more entries than this, but always one segment whole.
const BATCH: i64 = 2_000;
const RETIRED: &str = "SELECT detail FROM {w}audit WHERE verb = $1 AND actor_kind = 'system'
    ORDER BY seq DESC LIMIT 1";
const SEGMENTS: &str = "SELECT first_seq, last_seq FROM {w}audit_seals
    WHERE last_seq > $1 ORDER BY last_seq LIMIT 50";
const STANDING: &str = "SELECT count(*), count(CASE WHEN at >= $3 THEN 1 END) FROM {w}audit
    WHERE seq BETWEEN $1 AND $2";
const OPEN: &str = "INSERT INTO {w}audit_door (id) VALUES (1)";
const REMOVE: &str = "DELETE FROM {w}audit WHERE seq BETWEEN $1 AND $2";
const SHUT: &str = "DELETE FROM {w}audit_door";

/// Removes the sealed segments whose every entry is older than `keep`; `None` if there are none.
///
/// Each transaction leaves an entry that says what it removed: a segment missing without one is a fault.
pub async fn retire_audit(
    directory: &Directory,
    now: Ts,
    keep: Duration,
) -> Result<Option<Retired>> {
    let cutoff = now.minus(keep);
    let mut all: Option<Retired> = None;
    while let Some(batch) = retire_batch(directory, cutoff).await? {
        all = Some(Retired {
            first: all.map_or(batch.first, |all| all.first),
            last: batch.last,
            segments: all.map_or(0, |all| all.segments) + batch.segments,
        });
    }
    Ok(all)
}

async fn retire_batch(directory: &Directory, cutoff: Ts) -> Result<Option<Retired>> {
    let mut tx = directory.begin().await?;
    // Whoever opens the door first goes on alone: its row is unique.
    tx.execute(sql(OPEN)).await?;
    let Some(due) = due(&mut tx, cutoff).await? else {
        tx.rollback().await?;
        return Ok(None);
    };
    tx.execute(sql(REMOVE).bind(due.first).bind(due.last))
        .await?;
    tx.execute(sql(SHUT)).await?;
    record(&mut tx, directory, RETIRE, None, json!(due)).await?;
    tx.commit().await?;
    Ok(Some(due))
}

/// The oldest segments whose every entry is old, from where the last retention ended.
async fn due(tx: &mut Tx, cutoff: Ts) -> Result<Option<Retired>> {
    let mut due: Option<Retired> = None;
    let before = retired(tx).await?;
    let segments: Vec<(Int, Int)> = tx.all(sql(SEGMENTS).bind(before)).await?;
    for (Int(first), Int(last)) in segments {
        let begun = due.map_or(first, |due| due.first);
        if due.is_some() && last - begun >= BATCH {
            break;
        }
        let standing = sql(STANDING).bind(first).bind(last).bind(cutoff);
        let (Int(there), Int(young)): (Int, Int) = tx.one(standing).await?;
        if young > 0 {
            break;
        }
        // An entry of ours would excuse what somebody else removed.
        if there != last + 1 - first {
            let why = format!(
                "entries {first} to {last} are not all there, and retention did not remove them"
            );
            return Err(corrupt(&why));
        }
        due = Some(Retired {
            first: begun,
            last,
            segments: due.map_or(0, |due| due.segments) + 1,
        });
    }
    Ok(due)
}

async fn retired(tx: &mut Tx) -> Result<i64> {
    let Some((detail,)) = tx.optional::<(String,)>(sql(RETIRED).bind(RETIRE)).await? else {
        return Ok(0);
    };
    let retired: Retired = serde_json::from_str(&detail).map_err(|e| corrupt(&e.to_string()))?;
    Ok(retired.last)
}

fn corrupt(why: &str) -> Error {
    Error::Corrupt {
        what: "the audit".into(),
        why: format!(
            "{why}; nothing is removed until somebody looked: run `wardroom audit verify`"
        ),
    }
}

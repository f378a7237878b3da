//! Signs what was appended to the audit since the last seal.

use std::time::Duration;

use crate::crypto::signature::SigningKey;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::model::{Head, Seal, Ts};
use crate::store::Directory;
use crate::store::audit::{Unsealed, last_seal, store_seal, unsealed};

/// A segment is no longer than retention can remove in one short transaction.
const SEGMENT: i64 = 1_000;

/// What sealing did.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Sealing {
    /// Segments sealed now; 0 when nothing was new or another worker was first.
    pub segments: u64,
    /// Entries in them.
    pub entries: i64,
    /// The sealed head, for the worker's log: whoever owns the database cannot reach it there.
    pub head: Head,
    /// The key that signs, whole, for the same reason: 64 hexadecimal digits.
    pub key: String,
}

/// Checks and seals every entry since the last seal. Several workers may try at once: one wins each segment.
///
/// `now` is the database's: seals of two hosts must be in order. Seals rest: none is made within `rest` of the last one, unless a whole segment waits.
pub async fn seal_audit(
    directory: &Directory,
    key: &SigningKey,
    now: Ts,
    rest: Duration,
) -> Result<Sealing> {
    let mut db = directory.db();
    let last = last_seal(&mut db).await?;
    let mut sealing = Sealing {
        segments: 0,
        entries: 0,
        head: last.as_ref().map_or_else(Head::start, Seal::head),
        key: key.public().to_string(),
    };
    if last.is_some_and(|last| now.since(last.sealed_at) < rest)
        && directory.audit_head().await?.seq - sealing.head.seq < SEGMENT
    {
        return Ok(sealing);
    }
    while let Some(run) = unsealed(&mut db, SEGMENT).await? {
        let seal = sign(now, key, &run)?;
        let mut tx = directory.begin().await?;
        if !keep(&mut tx, key, &run, &seal).await? {
            tx.rollback().await?;
            break;
        }
        tx.commit().await?;
        sealing.segments += 1;
        sealing.entries += seal.last_seq + 1 - seal.first_seq;
        sealing.head = seal.head();
    }
    Ok(sealing)
}

fn sign(now: Ts, key: &SigningKey, run: &Unsealed) -> Result<Seal> {
    let mut seal = Seal {
        segment: run.previous.as_ref().map_or(1, |p| p.segment + 1),
        first_seq: run.first,
        last_seq: run.head.seq,
        head_hash: run.head.hash.clone(),
        key_id: key.public().id().to_string(),
        signature: Vec::new(),
        sealed_at: now,
    };
    seal.signature = key.sign(&seal.canonical())?.to_vec();
    Ok(seal)
}

/// Keeps the seal; false if another worker was first.
async fn keep(tx: &mut Tx, key: &SigningKey, run: &Unsealed, seal: &Seal) -> Result<bool> {
    // SQLite answers a second seal with its guard's message, not as a conflict: here the write lock is held.
    if last_seal(tx).await? != run.previous {
        return Ok(false);
    }
    match store_seal(tx, seal, key.public(), seal.sealed_at).await {
        Ok(()) => Ok(true),
        Err(Error::Conflict { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

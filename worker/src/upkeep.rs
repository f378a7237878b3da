//! What a worker does in every round besides sweeping: one line each.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use wardroom_core::job::{self, Rotation};
use wardroom_core::{Error, Result};

use crate::worker::Worker;

type Doing<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A piece of upkeep.
pub(crate) struct Upkeep {
    /// For the log.
    pub(crate) name: &'static str,
    /// Whether it is about tables that only Wardroom's own layout has.
    of_the_own: bool,
    run: for<'a> fn(&'a Worker) -> Doing<'a>,
}

/// Seals are no closer together than this, unless a whole segment waits.
const SEAL_REST: Duration = Duration::from_mins(5);

/// So many rows a round, at most: some six rounds a minute.
const RESEALED_AT_ONCE: u32 = 1_000;

/// All of it, in order.
pub(crate) static ALL: &[Upkeep] = &[
    Upkeep {
        name: "heartbeat",
        of_the_own: false,
        run: |worker| Box::pin(job::beat(&worker.directory, &worker.beat)),
    },
    Upkeep {
        name: "audit seal",
        of_the_own: false,
        run: |worker| Box::pin(seal(worker)),
    },
    Upkeep {
        name: "audit retention",
        of_the_own: false,
        run: |worker| Box::pin(retire(worker)),
    },
    Upkeep {
        name: "signing keys",
        of_the_own: true,
        run: |worker| Box::pin(rotate(worker)),
    },
    Upkeep {
        name: "re-sealing",
        of_the_own: true,
        run: |worker| Box::pin(reseal(worker)),
    },
];

/// Seals the audit. The head goes to the log, where whoever owns the database cannot reach it.
async fn seal(worker: &Worker) -> Result<()> {
    let Some(key) = &worker.seal_key else {
        return Ok(());
    };
    let now = worker.directory.database_now().await?;
    let sealing = job::seal_audit(&worker.directory, key, now, SEAL_REST).await?;
    if sealing.segments > 0 {
        tracing::info!(
            head = %sealing.head,
            key = sealing.key,
            entries = sealing.entries,
            "the audit is sealed"
        );
    }
    Ok(())
}

/// Removes what of the audit is sealed and older than asked; its seals stay.
async fn retire(worker: &Worker) -> Result<()> {
    let Some(keep) = worker.keep_audit else {
        return Ok(());
    };
    let now = worker.directory.database_now().await?;
    if let Some(gone) = job::retire_audit(&worker.directory, now, keep).await? {
        let (first, last) = (gone.first, gone.last);
        tracing::info!(
            first,
            last,
            segments = gone.segments,
            "sealed entries retired"
        );
    }
    Ok(())
}

/// Turns over the keys that sign access tokens; the directory's key ring seals the new ones.
async fn rotate(worker: &Worker) -> Result<()> {
    let Some(ring) = &worker.ring else {
        return Ok(());
    };
    let now = worker.directory.database_now().await?;
    let life = worker.signing_key_life;
    for Rotation { kid, step } in
        job::rotate_signing_keys(&worker.directory, ring, now, life).await?
    {
        worker.metrics.signing_key(step);
        tracing::info!(kid, step = step.word(), "a signing key was turned over");
    }
    Ok(())
}

/// Seals anew what an older version of the key ring sealed, a little in every round.
async fn reseal(worker: &Worker) -> Result<()> {
    let Some(ring) = &worker.ring else {
        return Ok(());
    };
    let mut pass = worker.pass.lock().await;
    if pass.rests() {
        return Ok(());
    }
    let from = pass.next.take();
    let done = job::reseal(&worker.directory, ring, from, RESEALED_AT_ONCE).await?;
    if done.rows > 0 {
        let version = ring.newest();
        tracing::info!(rows = done.rows, %version, "sealed anew");
    }
    if done.stuck > 0 {
        // Not a failure of the round: the next one would find the same, and a person must look.
        let values = done.stuck;
        tracing::error!(
            values,
            "do not open with this key ring, and keep their version from being retired"
        );
    }
    pass.came_to(done.next);
    Ok(())
}

/// Does all of it. What fails is logged and done again in the next round; `false` if anything did.
pub(crate) async fn round(worker: &Worker) -> bool {
    let mut well = true;
    let is_foreign = worker.directory.layout().is_foreign();
    for piece in ALL.iter().filter(|p| !(is_foreign && p.of_the_own)) {
        match (piece.run)(worker).await {
            Ok(()) => continue,
            // No later round mends what is corrupt: a person must look.
            Err(e @ Error::Corrupt { .. }) => {
                tracing::error!(upkeep = piece.name, error = %e, "needs a person");
            }
            Err(e) => tracing::warn!(upkeep = piece.name, error = %e, "left for the next round"),
        }
        well = false;
    }
    well
}

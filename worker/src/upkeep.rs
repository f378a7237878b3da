//! What a worker does in every round besides sweeping: one line each.

use std::future::Future;
use std::pin::Pin;

use wardroom_core::{Result, job};

use crate::worker::Worker;

type Doing<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A piece of upkeep.
pub(crate) struct Upkeep {
    /// For the log.
    pub(crate) name: &'static str,
    run: for<'a> fn(&'a Worker) -> Doing<'a>,
}

/// All of it, in order.
pub(crate) static ALL: &[Upkeep] = &[Upkeep {
    name: "heartbeat",
    run: |worker| Box::pin(job::beat(&worker.directory, &worker.beat)),
}];

/// Does all of it. What fails is logged and done again in the next round; `false` if anything did.
pub(crate) async fn round(worker: &Worker) -> bool {
    let mut well = true;
    for piece in ALL {
        if let Err(e) = (piece.run)(worker).await {
            tracing::warn!(upkeep = piece.name, error = %e, "left for the next round");
            well = false;
        }
    }
    well
}

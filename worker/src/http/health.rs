//! Whether the worker is well: it can ask its database, and its rounds go on.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use wardroom_core::Directory;

use crate::metrics::Metrics;

/// A database that takes longer to say the time is as good as gone.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the health pages look at.
pub(crate) struct Health {
    directory: Directory,
    pub(super) metrics: Arc<Metrics>,
    last: Mutex<Option<(Instant, bool)>>,
}

impl Health {
    pub(crate) fn new(directory: Directory, metrics: Arc<Metrics>) -> Self {
        Self {
            directory,
            metrics,
            last: Mutex::new(None),
        }
    }

    /// A round has ended, well or not.
    pub(crate) fn rounded(&self, well: bool) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some((Instant::now(), well));
    }

    /// Whether the database answers now.
    pub(super) async fn is_connected(&self) -> bool {
        let asked = tokio::time::timeout(PATIENCE, self.directory.database_now());
        matches!(asked.await, Ok(Ok(_)))
    }

    /// Why the worker is not ready, if it is not.
    pub(super) fn unready(&self) -> Option<&'static str> {
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match last {
            None => Some("no round has ended yet"),
            Some((_, false)) => Some("the last round did not go well; see the log"),
            Some((_, true)) => None,
        }
    }
}

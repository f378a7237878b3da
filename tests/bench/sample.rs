//! Repeated measurements and what is said of them.

use std::time::{Duration, Instant};

/// How often each thing is measured.
pub(crate) const TIMES: usize = 20;
/// How often it is done before, so that caches are warm.
const WARM_UP: usize = 3;

/// Durations, sorted.
#[derive(Clone, Debug)]
pub(crate) struct Sample(Vec<Duration>);

impl Sample {
    /// Of durations measured elsewhere.
    pub(crate) fn of(mut taken: Vec<Duration>) -> Self {
        assert!(!taken.is_empty(), "nothing was measured");
        taken.sort();
        Self(taken)
    }

    /// Does `work` often enough to be warm, then measures it; `work` says how long it took and is told which time it is.
    pub(crate) fn take(mut work: impl FnMut(usize) -> Duration) -> Self {
        for time in 0..WARM_UP {
            work(TIMES + time);
        }
        Self::of((0..TIMES).map(work).collect())
    }

    /// The one in the middle.
    pub(crate) fn median(&self) -> Duration {
        self.at(50)
    }

    /// Nineteen of twenty take no longer.
    pub(crate) fn p95(&self) -> Duration {
        self.at(95)
    }

    fn at(&self, percent: usize) -> Duration {
        self.0[(self.0.len() - 1) * percent / 100]
    }
}

/// How long `work` takes.
pub(crate) fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

//! Where the time comes from: handed in, so that a test can move it and a wrong host clock can be replaced.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::model::Ts;

/// The one source of "now" for a directory handle.
pub trait Clock: Send + Sync {
    /// The present instant, cut to the microseconds that both engines keep.
    fn now(&self) -> Ts;
}

/// The host's clock.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the host's clock"
    )]
    fn now(&self) -> Ts {
        Ts::saturating_from_us(jiff::Timestamp::now().as_microsecond())
    }
}

/// A clock that stands still until it is told to move.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// Stands at `at`.
    pub fn at(at: Ts) -> Self {
        Self(AtomicI64::new(at.us()))
    }

    /// Moves forward by `by`.
    pub fn advance(&self, by: Duration) {
        let us = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
        self.0.fetch_add(us, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Ts {
        Ts::saturating_from_us(self.0.load(Ordering::SeqCst))
    }
}

//! A pass over the sealed values: a little in every round, then a rest.

use std::time::{Duration, Instant};

use wardroom_core::job::ResealCursor;

/// Whoever still holds an older key ring may seal under it meanwhile: after so long all is looked at again.
const REST: Duration = Duration::from_mins(10);

/// Where the worker stands in it.
#[derive(Default)]
pub(crate) struct Pass {
    /// Where the next round goes on.
    pub(crate) next: Option<ResealCursor>,
    ended: Option<Instant>,
}

impl Pass {
    /// Whether everything was looked at a while ago.
    pub(crate) fn rests(&self) -> bool {
        self.ended.is_some_and(|at| at.elapsed() < REST)
    }

    /// A round came as far as `next`, or to the end.
    pub(crate) fn came_to(&mut self, next: Option<ResealCursor>) {
        self.ended = next.is_none().then(Instant::now);
        self.next = next;
    }
}

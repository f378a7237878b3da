//! Before which instant a row is due: counted from the database's clock, never from the host's.

use std::time::Duration;

use super::declare::Age;
use crate::Directory;
use crate::error::Result;
use crate::model::Ts;

/// The instant a run counts from, and how long its policy keeps rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cutoff {
    pub(super) as_of: Ts,
    pub(super) keep: Duration,
}

impl Cutoff {
    /// Counts from the database's present, or from `as_of` where that lies before it: never from the future.
    pub(super) async fn read(
        directory: &Directory,
        keep: Duration,
        as_of: Option<Ts>,
    ) -> Result<Self> {
        let now = directory.database_now().await?;
        let as_of = as_of.map_or(now, |at| at.min(now));
        Ok(Self { as_of, keep })
    }

    /// A row is due when this age of it lies before.
    pub(super) fn of(&self, age: &Age) -> Ts {
        self.as_of.minus(self.keep).minus(age.grace)
    }
}

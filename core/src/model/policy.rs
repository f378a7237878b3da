//! A change of a sweep's policy, checked against the sweep and told in sentences.

use std::time::Duration;

use serde::Serialize;

use super::Ts;

/// What of a policy an operator decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyTerms {
    /// Whether the sweep runs by itself.
    pub enabled: bool,
    /// How long a row stays after it has stopped counting, in seconds.
    pub keep_seconds: u64,
    /// When it runs.
    pub cron: String,
    /// The time zone of `cron`.
    pub zone: String,
}

impl PolicyTerms {
    /// How long a row stays after it has stopped counting.
    pub fn keep(&self) -> Duration {
        Duration::from_secs(self.keep_seconds)
    }
}

/// A checked change; [`crate::sweep::change`] alone makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyChange {
    pub(crate) sweep: &'static str,
    pub(crate) before: PolicyTerms,
    pub(crate) after: PolicyTerms,
    /// When what it changes was written; nobody may have written it since.
    pub(crate) since: Option<Ts>,
    /// What a row that is not there yet begins with: milliseconds of a transaction, percent of the time.
    pub(crate) pace: (i64, i64),
    pub(crate) changes: Vec<String>,
    pub(crate) warnings: Vec<String>,
    pub(crate) remains: Vec<String>,
}

//! How long, when and how hard: a row an installation changed, or the default declared with the sweep.

use std::time::Duration;

use serde::{Serialize, Serializer};

use super::declare::Sweep;
use crate::Directory;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::model::{PolicyTerms, Schedule, Ts};

const ROWS: &str =
    "SELECT sweep, enabled, keep_seconds, cron, zone, next_run_at, target_ms, duty_percent,
    updated_at, updated_by FROM {w}policies";

/// Short enough that a sign-in which waits behind it is not felt, long enough that the trips to the server do not count.
const TARGET: Duration = Duration::from_millis(20);
/// Works without a pause while nothing suffers; [`super::pace`] steps back when something does.
const DUTY_PERCENT: i64 = 100;

/// The policy of one sweep.
#[derive(Clone, Debug, Serialize)]
pub struct Policy {
    /// The sweep's name.
    pub sweep: &'static str,
    /// What the sweep does, in one sentence.
    pub does: &'static str,
    /// Whether it runs by itself.
    pub enabled: bool,
    /// How long a row stays after it has stopped counting.
    #[serde(rename = "keep_seconds", serialize_with = "seconds")]
    pub keep: Duration,
    /// When it runs.
    pub cron: String,
    /// The time zone of `cron`.
    pub zone: String,
    /// When it runs next, once, whatever the pattern says.
    pub put_off_to: Option<Ts>,
    /// How long a transaction of it should take.
    #[serde(rename = "target_ms", serialize_with = "millis")]
    pub target: Duration,
    /// The share of its time in which it works, while nothing suffers.
    pub duty_percent: i64,
    /// When it was changed; `None` where it is the default.
    pub changed_at: Option<Ts>,
    /// Who changed it.
    pub changed_by: Option<String>,
}

fn seconds<S: Serializer>(of: &Duration, to: S) -> std::result::Result<S::Ok, S::Error> {
    to.serialize_u64(of.as_secs())
}

fn millis<S: Serializer>(of: &Duration, to: S) -> std::result::Result<S::Ok, S::Error> {
    to.serialize_u64(u64::try_from(of.as_millis()).unwrap_or(u64::MAX))
}

#[derive(sqlx::FromRow)]
struct Row {
    sweep: String,
    enabled: bool,
    keep_seconds: i64,
    cron: String,
    zone: String,
    next_run_at: Option<Ts>,
    target_ms: i64,
    duty_percent: i64,
    updated_at: Ts,
    updated_by: Option<String>,
}

impl Policy {
    /// What holds where nothing was changed.
    pub fn default_of(sweep: &Sweep) -> Self {
        Self {
            sweep: sweep.name,
            does: sweep.does,
            enabled: sweep.by_default,
            keep: sweep.keep,
            cron: sweep.cron.to_owned(),
            zone: sweep.zone.to_owned(),
            put_off_to: None,
            target: TARGET,
            duty_percent: DUTY_PERCENT,
            changed_at: None,
            changed_by: None,
        }
    }

    fn changed(sweep: &Sweep, row: Row) -> Self {
        Self {
            enabled: row.enabled,
            keep: Duration::from_secs(u64::try_from(row.keep_seconds).unwrap_or(0)),
            cron: row.cron,
            zone: row.zone,
            put_off_to: row.next_run_at,
            target: Duration::from_millis(u64::try_from(row.target_ms).unwrap_or(1).max(1)),
            duty_percent: row.duty_percent.clamp(1, 100),
            changed_at: Some(row.updated_at),
            changed_by: row.updated_by,
            ..Self::default_of(sweep)
        }
    }

    /// What of it an operator decides.
    pub fn terms(&self) -> PolicyTerms {
        PolicyTerms {
            enabled: self.enabled,
            keep_seconds: self.keep.as_secs(),
            cron: self.cron.clone(),
            zone: self.zone.clone(),
        }
    }

    /// When it runs, read; an error names what cannot be.
    pub fn schedule(&self) -> Result<Schedule> {
        Schedule::parse(&self.cron, &self.zone)
    }
}

impl Directory {
    /// The policy of every sweep, in the order in which they run.
    pub async fn policies(&self) -> Result<Vec<Policy>> {
        let mut rows: Vec<Row> = self.db().all(sql(ROWS)).await?;
        let mut of = |sweep: &Sweep| match rows.iter().position(|r| r.sweep == sweep.name) {
            Some(at) => Policy::changed(sweep, rows.swap_remove(at)),
            None => self.default_policy(sweep),
        };
        Ok(super::of(self).into_iter().map(&mut of).collect())
    }

    /// The policy of one sweep.
    pub async fn policy(&self, sweep: &Sweep) -> Result<Policy> {
        let of_it = sql(ROWS).push(" WHERE sweep = ?", [sweep.name.into()]);
        let row = self.db().optional(of_it).await?;
        Ok(row.map_or_else(
            || self.default_policy(sweep),
            |row| Policy::changed(sweep, row),
        ))
    }

    /// The default, off where the application's profile says that it sweeps itself.
    fn default_policy(&self, sweep: &Sweep) -> Policy {
        Policy {
            enabled: sweep.runs_unasked(&self.layout().app()),
            ..Policy::default_of(sweep)
        }
    }
}

//! What a run would remove now, counted exactly; nothing is changed.

use std::time::Duration;

use serde::Serialize;

use super::cutoff::Cutoff;
use super::declare::{Age, Sweep, Target};
use super::sound;
use super::text::Scope;
use crate::Directory;
use crate::db::{Conn, Db};
use crate::error::Result;
use crate::model::Ts;

/// What one sweep would remove.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// The sweep's name.
    pub sweep: &'static str,
    /// The instant it counts from.
    pub as_of: Ts,
    /// How long its policy keeps rows.
    pub keep_seconds: u64,
    /// Table by table.
    pub tables: Vec<PlannedTarget>,
}

/// What would be removed from one table.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedTarget {
    /// The table, by the name the layout's words give it.
    pub table: &'static str,
    /// Rows that are due.
    pub rows: i64,
    /// Rows that would go along, and of which table.
    pub along: Vec<(&'static str, i64)>,
    /// The oldest due row's instant.
    pub oldest: Option<Ts>,
    /// How long the oldest row has been past its policy, in seconds.
    pub lag_seconds: Option<i64>,
}

impl Plan {
    /// Rows that are due in all tables, without those that go along.
    pub fn rows(&self) -> i64 {
        self.tables.iter().map(|t| t.rows).sum()
    }

    /// How long the oldest row has been past its policy, in seconds.
    pub fn lag_seconds(&self) -> Option<i64> {
        self.tables.iter().filter_map(|t| t.lag_seconds).max()
    }
}

/// Plans one sweep under its policy, as of the database's present or of `as_of` where that lies before it.
pub async fn plan(directory: &Directory, sweep: &'static Sweep, as_of: Option<Ts>) -> Result<Plan> {
    let keep = directory.policy(sweep).await?.keep;
    plan_keeping(directory, sweep, keep, as_of).await
}

/// Plans one sweep as if its policy kept rows for `keep`.
pub(super) async fn plan_keeping(
    directory: &Directory,
    sweep: &'static Sweep,
    keep: Duration,
    as_of: Option<Ts>,
) -> Result<Plan> {
    sound::check(directory, sweep).await?;
    let cutoff = Cutoff::read(directory, keep, as_of).await?;
    let mut tables = Vec::new();
    for target in sweep.targets {
        tables.push(plan_target(directory, target, cutoff).await?);
    }
    Ok(Plan {
        sweep: sweep.name,
        as_of: cutoff.as_of,
        keep_seconds: keep.as_secs(),
        tables,
    })
}

async fn plan_target(
    directory: &Directory,
    target: &'static Target,
    cutoff: Cutoff,
) -> Result<PlannedTarget> {
    let scope = Scope {
        directory,
        target,
        cutoff,
    };
    let mut db = directory.db();
    let (rows,): (i64,) = db.one(scope.due(scope.select("SELECT count(*)"))).await?;
    let mut along = Vec::new();
    for other in target.along {
        let (count,): (i64,) = db.one(scope.count_along(other)).await?;
        along.push((directory.layout().called(other.table), count));
    }
    let oldest = oldest(&mut db, &scope).await?;
    Ok(PlannedTarget {
        table: directory.layout().called(target.table),
        rows,
        along,
        oldest: oldest.map(|(at, _)| at),
        lag_seconds: oldest.map(|(_, lag)| lag),
    })
}

/// The row longest past its policy: its instant, and for how many seconds.
pub(super) async fn oldest(db: &mut Db, scope: &Scope<'_>) -> Result<Option<(Ts, i64)>> {
    let mut longest = None;
    for age in scope.target.ages {
        let Some(at) = oldest_of(db, scope, age).await? else {
            continue;
        };
        let past = scope.cutoff.of(age).since(at).as_secs();
        let past = i64::try_from(past).unwrap_or(i64::MAX);
        if longest.is_none_or(|(_, longest)| past > longest) {
            longest = Some((at, past));
        }
    }
    Ok(longest)
}

async fn oldest_of(db: &mut Db, scope: &Scope<'_>, age: &'static Age) -> Result<Option<Ts>> {
    let statement = scope.past(scope.select_place(age), age);
    let statement = scope.free(statement).push(" ORDER BY ", []);
    let statement = scope.place(statement, age).push(" LIMIT 1", []);
    let row: Option<(Ts, crate::model::Id)> = db.optional(statement).await?;
    Ok(row.map(|(at, _)| at))
}

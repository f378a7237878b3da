//! A foreign column is looked at before a row is removed by it: times that cannot be read stop the sweep, not the row.

use std::time::Duration;

use super::declare::{Sweep, Target};
use crate::Directory;
use crate::db::{Conn, Int, Statement, sql};
use crate::error::{Error, Result};
use crate::model::{Ts, spell_age};

/// Clocks of two machines differ; zones differ by more.
const AHEAD: Duration = Duration::from_mins(15);

/// Refuses to sweep by a column that holds what it should not, or whose rows were made in the future.
pub(super) async fn check(directory: &Directory, sweep: &Sweep) -> Result<()> {
    if !directory.layout().is_foreign() {
        return Ok(());
    }
    for target in sweep.targets {
        for age in target.ages {
            readable(directory, target, age.column).await?;
        }
        if let Some(made) = target.made
            && directory.layout().has_column(target.table, made)
        {
            past(directory, target, made).await?;
        }
    }
    Ok(())
}

async fn readable(directory: &Directory, target: &Target, column: &'static str) -> Result<()> {
    let statement = named(sql("SELECT count(*) FROM (SELECT 1 AS one"), target);
    let statement = of(statement.push(" WHERE ", []), "", target, column);
    let statement = of(
        statement.push(" IS NOT NULL AND NOT ", []),
        "!",
        target,
        column,
    );
    let (odd,): (Int,) = directory
        .db()
        .one(statement.push(" LIMIT 1) odd", []))
        .await?;
    if odd.0 == 0 {
        return Ok(());
    }
    Err(Error::Corrupt {
        what: format!("{}.{column}", directory.layout().called(target.table)),
        why: "it holds times that cannot be read; nothing was removed; see `wardroom attach`"
            .to_owned(),
    })
}

async fn past(directory: &Directory, target: &Target, made: &'static str) -> Result<()> {
    let statement = of(sql("SELECT max("), "@", target, made).push(") AS newest", []);
    let (newest,): (Option<Ts>,) = directory.db().one(named(statement, target)).await?;
    let now = directory.database_now().await?;
    match newest.map(|at| at.since(now)) {
        Some(ahead) if ahead > AHEAD => {
            let table = directory.layout().called(target.table);
            let minutes = Duration::from_mins(ahead.as_secs().div_ceil(60));
            let why = format!(
                "the newest {table} was made {} ahead of now: set the zone the application writes its times in; nothing was removed",
                spell_age(minutes)
            );
            Err(Error::invalid("time_zone", why))
        }
        _ => Ok(()),
    }
}

fn named(statement: Statement, target: &Target) -> Statement {
    statement
        .push(" FROM {", [])
        .push(target.table, [])
        .push("} AS t", [])
}

fn of(
    statement: Statement,
    sign: &'static str,
    target: &Target,
    column: &'static str,
) -> Statement {
    statement
        .push("{", [])
        .push(sign, [])
        .push("t.", [])
        .push(target.table, [])
        .push(".", [])
        .push(column, [])
        .push("}", [])
}

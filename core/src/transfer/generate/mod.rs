//! A believable directory from a seed: the same seed and instant give the same rows, ids included.

mod accounts;
mod addresses;
mod batch;
mod cast;
mod devices;
mod dice;
mod draft;
mod events;
mod factors;
mod hostile;
mod make;
mod names;
mod pending;
mod people;
mod person;
mod sessions;
mod tenants;
mod ties;
mod vault;

use std::collections::BTreeMap;

use tokio::sync::mpsc;

use self::batch::{Batch, TABLES};
use self::dice::Dice;
use self::draft::Setting;
use self::vault::Vault;
use crate::db::{Conn, Int, sql};
use crate::error::{Error, Result};
use crate::model::Ts;
use crate::store::Directory;

/// Streams of the seed: what is drawn from one does not move what is drawn from another.
const VAULT_STREAM: u64 = 1;
const PEOPLE_STREAM: u64 = 2;
const TIES_STREAM: u64 = 3;
/// One is written while the next is made.
const BATCHES_AHEAD: usize = 2;

/// What to generate.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many users; the cast and the hostile names are the first of them.
    pub users: u64,
    /// What everything is drawn from.
    pub seed: u64,
    /// The instant the directory looks as of: nothing in it happened later.
    pub now: Ts,
}

/// What was generated.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// How many users.
    pub users: u64,
    /// How many rows in each table, by its logical name.
    pub rows: BTreeMap<&'static str, u64>,
}

/// Fills an empty directory with `plan.users` users and everything that belongs to them.
///
/// Secrets have their real form but nobody holds them: passwords and recovery codes are of a few random ones shared
/// among all users, and the key ring that seals is thrown away. `progress` is told how many of how many users are
/// written. A run that is cut short leaves what it has written; begin again with an empty directory.
pub async fn generate(
    directory: &Directory,
    plan: &Plan,
    mut progress: impl FnMut(u64, u64) + Send,
) -> Result<Report> {
    refuse(directory, plan).await?;
    roles(directory).await?;
    let setting = Setting {
        layout: directory.layout().clone(),
        now: plan.now,
        vault: Vault::make(&Dice::new(plan.seed, VAULT_STREAM), plan.users).await?,
    };
    let (to, mut batches) = mpsc::channel(BATCHES_AHEAD);
    let plan = *plan;
    // Dropping `batches`, as an error here does, ends the maker at its next batch.
    tokio::task::spawn_blocking(move || make::all(&setting, &plan, &to));
    let mut report = Report::default();
    progress(0, plan.users);
    while let Some(batch) = batches.recv().await {
        write(directory, batch?, &mut report).await?;
        progress(report.users, plan.users);
    }
    if report.users < plan.users {
        return Err(Error::Database(
            "the generator stopped early; see the log".to_owned(),
        ));
    }
    analyze(directory).await?;
    Ok(report)
}

async fn refuse(directory: &Directory, plan: &Plan) -> Result<()> {
    if plan.users == 0 {
        return Err(Error::invalid("users", "give at least 1"));
    }
    let any: Option<(Int,)> = directory
        .db()
        .optional(sql("SELECT 1 FROM {user} LIMIT 1"))
        .await?;
    match any {
        Some(_) => Err(Error::invalid(
            "database",
            "it has users already; give an empty one",
        )),
        None => Ok(()),
    }
}

/// The roles every migrated directory has; one that was made by hand may lack them.
async fn roles(directory: &Directory) -> Result<()> {
    const ROLES: &str = "INSERT INTO {role} ({role.name}, {role.scope}) VALUES ('PLATFORM_ADMIN', 'platform'),
        ('OWNER', 'tenant'), ('STAFF', 'tenant'), ('CUSTOMER', 'tenant') ON CONFLICT ({role.name}) DO NOTHING";
    directory.db().execute(sql(ROLES)).await.map(drop)
}

async fn write(directory: &Directory, batch: Batch, report: &mut Report) -> Result<()> {
    let mut tx = directory.begin().await?;
    for table in batch.into_tables() {
        let name = table.table();
        *report.rows.entry(name).or_default() += tx.insert_bulk(table).await?;
    }
    tx.commit().await?;
    report.users = report.rows.get("user").copied().unwrap_or_default();
    Ok(())
}

/// Planners know nothing of rows that arrived a moment ago.
async fn analyze(directory: &Directory) -> Result<()> {
    for table in TABLES {
        directory
            .db()
            .script(&format!("ANALYZE {{{table}}}"))
            .await?;
    }
    Ok(())
}

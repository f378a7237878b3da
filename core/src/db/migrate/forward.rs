//! Going forward over tables that an application is using: what it made is never altered, what stands in the way is
//! named, and every statement gives way to the application's.

use sqlx::AssertSqlSafe;
use sqlx::migrate::Migration;

use super::facts::Fact;
use super::run::Place;
use super::session::Session;
use super::verify::{expected, objects};
use super::{MigrateError, Set};
use crate::db::Engine;
use crate::error::Result;

/// A build cut off by a lost connection or a time limit; only ours are asked for, by name.
const UNFINISHED: &str = "
    SELECT format('%I.%I', n.nspname, c.relname) FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT i.indisvalid AND n.nspname = $1 AND c.relname = ANY($2) AND t.relname = ANY($2)";

impl Session {
    /// Refuses a set where the accounts are made in another spelling.
    pub(super) async fn refuse_rival(&mut self, set: Set) -> Result<()> {
        let Some(rival) = set.rival() else {
            return Ok(());
        };
        if self.tracked(rival).await? {
            let (set, stands) = (set.name(), rival.name());
            return Err(MigrateError::Rival { set, stands }.into());
        }
        Ok(())
    }

    /// The versions among `pending` whose table is there already just as `set` makes it; any other table of that name
    /// is refused.
    pub(super) async fn standing(
        &mut self,
        place: &Place<'_>,
        set: Set,
        pending: &[&Migration],
    ) -> Result<Vec<i64>> {
        let mut wanted: Vec<Fact> = expected(place, &[set])
            .await?
            .into_iter()
            .map(|(_, fact)| fact)
            .collect();
        wanted.sort();
        let live = self.facts(set).await?;
        let mut standing = Vec::new();
        for migration in pending {
            let Some(table) = makes(migration) else {
                continue;
            };
            let here = |owner: &str| same(place.target.engine(), owner, table);
            if !live.iter().any(|fact| here(&fact.owner)) {
                continue;
            }
            let wanted = wanted.iter().filter(|fact| fact.owner == table);
            if let Some(departs) = departs(wanted, &live, here) {
                let table = table.to_owned();
                return Err(MigrateError::Stranger { table, departs }.into());
            }
            standing.push(migration.version);
        }
        Ok(standing)
    }

    /// Removes what an index build of ours left when it was cut off, so that it is built anew.
    pub(super) async fn clear_unfinished(&mut self, place: &Place<'_>, set: Set) -> Result<()> {
        let Some(c) = self.postgres() else {
            return Ok(());
        };
        let ours: Vec<String> = objects(set).into_iter().collect();
        let unfinished: Vec<String> = sqlx::query_scalar(UNFINISHED)
            .bind(place.schema)
            .bind(ours)
            .fetch_all(&mut *c)
            .await?;
        for index in unfinished {
            let drop = AssertSqlSafe(format!("DROP INDEX CONCURRENTLY {index}"));
            sqlx::query(drop).execute(&mut *c).await?;
        }
        Ok(())
    }

    /// Applies one, giving way; one whose table stands already is only recorded.
    pub(super) async fn advance(
        &mut self,
        set: Set,
        migration: &Migration,
        stands: bool,
    ) -> Result<()> {
        if migration.no_tx {
            self.take_time().await?;
        } else {
            self.give_way().await?;
        }
        if stands {
            return self.note(set, migration).await;
        }
        self.patiently(set, migration).await
    }

    /// Building an index concurrently waits for every older transaction and holds nobody up meanwhile.
    async fn take_time(&mut self) -> Result<()> {
        if let Some(c) = self.postgres() {
            sqlx::raw_sql("SET lock_timeout = '10min'; SET statement_timeout = 0")
                .execute(c)
                .await?;
        }
        Ok(())
    }
}

/// The table a migration makes: a file of such a set makes one, or one index.
fn makes(migration: &Migration) -> Option<&str> {
    let (_, after) = migration.sql.as_str().split_once("CREATE TABLE ")?;
    let (name, _) = after.split_once(" (")?;
    name.rsplit('"').nth(1)
}

/// SQLite takes "user" and "User" for one table.
fn same(engine: Engine, one: &str, other: &str) -> bool {
    match engine {
        Engine::Sqlite => one.eq_ignore_ascii_case(other),
        Engine::Postgres => one == other,
    }
}

/// The first way in which a table is not the wanted one. Plain indexes may be missing: they come later.
fn departs<'a>(
    wanted: impl Iterator<Item = &'a Fact> + Clone,
    live: &[Fact],
    here: impl Fn(&str) -> bool,
) -> Option<String> {
    let of_its_own = live
        .iter()
        .filter(|found| here(&found.owner) && found.object.starts_with("column "))
        .find(|found| !wanted.clone().any(|fact| fact.object == found.object));
    if let Some(column) = of_its_own {
        return Some(format!("{} is not one of its columns", column.object));
    }
    for fact in wanted {
        let may_come = fact.object.starts_with("index ") && !fact.says.contains("UNIQUE");
        match live.iter().find(|found| found.object == fact.object) {
            Some(found) if found.says.trim_end_matches(", INVALID") == fact.says => {}
            Some(found) => return Some(format!("{} is {}", found.object, found.says)),
            None if may_come => {}
            None => return Some(format!("{} is missing", fact.object)),
        }
    }
    None
}

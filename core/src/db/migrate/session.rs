//! A connection used for migrating only: direct, locked, with the tracking table's calls on either engine.

use std::fs::File;
use std::path::Path;

use sqlx::error::DatabaseError;
use sqlx::migrate::{Migrate, Migration};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection};

use super::facts::{self, Fact};
use super::run::Place;
use super::status::{Applied, plain, read};
use super::verify::objects;
use super::{MigrateError, Set, lock};
use crate::db::adopt::{self, Adopted};
use crate::db::connect::{direct, explain};
use crate::db::names::quote;
use crate::db::target::Options;
use crate::db::{ConnectFault, Engine};
use crate::error::Result;

/// PostgreSQL's `dependent_objects_still_exist`.
const STILL_NEEDED: &str = "2BP01";

/// Within a transaction; what else is in the schema keeps it.
const DROP_SCHEMA: &str = "DO $$ BEGIN DROP SCHEMA wardroom; EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END $$;";

/// An open connection and what it holds.
pub(in crate::db) struct Session {
    wire: Wire,
    schema: String,
    engine: Engine,
    lock_file: Option<File>,
}

enum Wire {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// The same call on either connection.
macro_rules! on_wire {
    ($session:expr, |$c:ident| $body:expr) => {
        match &mut $session.wire {
            Wire::Sqlite($c) => $body,
            Wire::Postgres($c) => $body,
        }
    };
}

impl Session {
    pub(in crate::db) async fn open(place: &Place<'_>) -> Result<Self> {
        let failed = |e: sqlx::Error| explain(place.target, &e);
        let wire = match &place.target.options {
            Options::Sqlite(o) => {
                let mut c = (**o)
                    .clone()
                    .foreign_keys(true)
                    .connect()
                    .await
                    .map_err(failed)?;
                // Opening is lazy in SQLite: only a read tells a database from any other file.
                sqlx::query("SELECT count(*) FROM sqlite_schema")
                    .execute(&mut c)
                    .await
                    .map_err(failed)?;
                Wire::Sqlite(c)
            }
            Options::Postgres(o) => Wire::Postgres(direct(place.target, o).await?),
        };
        Ok(Self {
            wire,
            schema: place.schema.to_owned(),
            engine: place.target.engine(),
            lock_file: None,
        })
    }

    pub(in crate::db) async fn close(self) {
        // The answer is already known; a failing goodbye changes nothing.
        let _ = match self.wire {
            Wire::Sqlite(c) => c.close().await,
            Wire::Postgres(c) => c.close().await,
        };
    }

    /// Refuses a transaction pooler, then takes the lock: through a pooler the lock would sit on another server session.
    pub(in crate::db) async fn hold(&mut self, place: &Place<'_>) -> Result<()> {
        match &mut self.wire {
            Wire::Postgres(c) => {
                if pooled(c, place).await? {
                    let why = "migrations need a direct connection and this is a transaction pooler; \
                               give the server's own URL";
                    return Err(place.target.fault(ConnectFault::Pooler, why).into());
                }
                lock::postgres(c).await
            }
            Wire::Sqlite(c) => {
                if let Some(file) = place.target.file() {
                    writable(place, &file)?;
                    self.lock_file = Some(lock::sqlite(&file).await?);
                }
                sqlx::raw_sql("BEGIN IMMEDIATE; ROLLBACK")
                    .execute(c)
                    .await
                    .map(drop)
                    .map_err(|e| explain(place.target, &e).into())
            }
        }
    }

    /// Whether a transaction pooler stands between.
    pub(super) async fn pooled(&mut self, place: &Place<'_>) -> Result<bool> {
        match &mut self.wire {
            Wire::Postgres(c) => pooled(c, place).await,
            Wire::Sqlite(_) => Ok(false),
        }
    }

    /// Makes the tracking table, and on PostgreSQL the schema it stands in.
    pub(super) async fn prepare(&mut self, set: Set) -> Result<()> {
        let table = self.table(set);
        let schema = self.schema_of(set).to_owned();
        if let Wire::Postgres(c) = &mut self.wire {
            // Asked first: `IF NOT EXISTS` needs the right to create schemas even where there is nothing to create.
            let found: i64 =
                sqlx::query_scalar("SELECT count(*) FROM pg_namespace WHERE nspname = $1")
                    .bind(&schema)
                    .fetch_one(&mut *c)
                    .await?;
            if found == 0 {
                c.create_schema_if_not_exists(&quote(&schema))
                    .await
                    .map_err(plain)?;
            }
        }
        on_wire!(self, |c| c
            .ensure_migrations_table(&table)
            .await
            .map_err(plain))
    }

    /// Removes the tracking table of a set that is entirely undone, and the bookkeeping's schema if nothing else is in it.
    pub(super) async fn forget(&mut self, set: Set) -> Result<()> {
        let drop = format!("DROP TABLE {}", self.table(set));
        on_wire!(self, |c| sqlx::query(AssertSqlSafe(drop))
            .execute(c)
            .await
            .map(|_| ()))?;
        if set == Set::Bookkeeping
            && let Wire::Postgres(c) = &mut self.wire
        {
            let dropped = sqlx::query("DROP SCHEMA wardroom").execute(c).await;
            let left = |e: &sqlx::Error| {
                e.as_database_error()
                    .and_then(DatabaseError::code)
                    .as_deref()
                    == Some(STILL_NEEDED)
            };
            if !dropped.as_ref().is_err_and(left) {
                dropped?;
            }
        }
        Ok(())
    }

    /// Whether the set's tracking table exists.
    pub(super) async fn tracked(&mut self, set: Set) -> Result<bool> {
        let table = self.table(set);
        self.exists(&table).await
    }

    async fn exists(&mut self, table: &str) -> Result<bool> {
        let found: i64 = match &mut self.wire {
            Wire::Postgres(c) => {
                sqlx::query_scalar("SELECT count(to_regclass($1))")
                    .bind(table)
                    .fetch_one(c)
                    .await?
            }
            Wire::Sqlite(c) => {
                sqlx::query_scalar(
                    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = $1",
                )
                .bind(table)
                .fetch_one(c)
                .await?
            }
        };
        Ok(found > 0)
    }

    pub(super) async fn applied(&mut self, set: Set) -> Result<Applied> {
        let table = self.table(set);
        on_wire!(self, |c| read(c, &table).await)
    }

    pub(super) async fn apply(&mut self, set: Set, migration: &Migration) -> Result<()> {
        let table = self.table(set);
        let failed = |e| failed(set, migration, e);
        on_wire!(self, |c| c.apply(&table, migration).await.map_err(failed))?;
        Ok(())
    }

    pub(super) async fn revert(&mut self, set: Set, migration: &Migration) -> Result<()> {
        let table = self.table(set);
        let failed = |e| failed(set, migration, e);
        on_wire!(self, |c| c.revert(&table, migration).await.map_err(failed))?;
        Ok(())
    }

    /// Runs every one of `downs` and forgets the set in one transaction: half a bookkeeping could not be signed in to, and
    /// an empty one would be a trace.
    pub(super) async fn revert_together(&mut self, set: Set, downs: &[&str]) -> Result<()> {
        let (downs, table) = (downs.join("\n"), self.table(set));
        let schema = match (set, self.engine) {
            (Set::Bookkeeping, Engine::Postgres) => DROP_SCHEMA,
            _ => "",
        };
        let text = format!("BEGIN;\n{downs}\nDROP TABLE {table};\n{schema}\nCOMMIT;");
        let text = AssertSqlSafe(text);
        let done = on_wire!(self, |c| sqlx::raw_sql(text).execute(c).await.map(drop));
        if done.is_err() {
            // What fails leaves the transaction open; where it is over already there is none to roll back.
            let _ = on_wire!(self, |c| sqlx::raw_sql("ROLLBACK")
                .execute(c)
                .await
                .map(drop));
        }
        Ok(done?)
    }

    /// The adoption of the directory, if its users were adopted.
    pub(super) async fn adopted(&mut self) -> Result<Option<Adopted>> {
        let table = match self.engine {
            Engine::Sqlite => adopt::TABLE.to_owned(),
            Engine::Postgres => format!("{}.{}", quote(&self.schema), adopt::TABLE),
        };
        if !self.exists(&table).await? {
            return Ok(None);
        }
        let read = AssertSqlSafe(format!("SELECT stands FROM {table} WHERE n = 1"));
        let stands: Option<String> =
            on_wire!(self, |c| sqlx::query_scalar(read).fetch_optional(c).await)?;
        stands.as_deref().map(adopt::parse).transpose()
    }

    /// Makes statements give way to the application's.
    pub(super) async fn give_way(&mut self) -> Result<()> {
        if let Wire::Postgres(c) = &mut self.wire {
            sqlx::query("SET lock_timeout = '1s'").execute(c).await?;
        }
        Ok(())
    }

    /// A concurrent index build that failed leaves an INVALID index, which `IF NOT EXISTS` would take for success.
    pub(super) async fn refuse_invalid_indexes(&mut self, set: Set) -> Result<()> {
        let schema = self.schema_of(set).to_owned();
        // Where an application shares the schema it may be building an index of its own just now.
        let ours: Option<Vec<String>> = set
            .is_forward_only()
            .then(|| objects(set).into_iter().collect());
        let Wire::Postgres(c) = &mut self.wire else {
            return Ok(());
        };
        let invalid: Option<String> = sqlx::query_scalar(
            "SELECT i.indexrelid::regclass::text FROM pg_index i
             JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE NOT i.indisvalid AND n.nspname = $1 AND ($2::text[] IS NULL OR c.relname = ANY($2)) LIMIT 1",
        )
        .bind(schema)
        .bind(ours)
        .fetch_optional(c)
        .await?;
        match invalid {
            Some(index) => Err(MigrateError::InvalidIndex { index }.into()),
            None => Ok(()),
        }
    }

    /// The connection, where it is one to PostgreSQL.
    pub(super) fn postgres(&mut self) -> Option<&mut PgConnection> {
        match &mut self.wire {
            Wire::Postgres(c) => Some(c),
            Wire::Sqlite(_) => None,
        }
    }

    fn schema_of(&self, set: Set) -> &str {
        match set {
            Set::Bookkeeping => "wardroom",
            Set::Directory | Set::Authjs | Set::Optional => &self.schema,
        }
    }

    /// What the live schema of `set` consists of; on SQLite, everything there is.
    pub(super) async fn facts(&mut self, set: Set) -> Result<Vec<Fact>> {
        match &mut self.wire {
            Wire::Sqlite(c) => facts::sqlite(c).await,
            Wire::Postgres(c) => facts::postgres(c, set, &self.schema).await,
        }
    }

    fn table(&self, set: Set) -> String {
        set.tracking(self.engine, &self.schema)
    }
}

fn failed(set: Set, migration: &Migration, error: sqlx::migrate::MigrateError) -> crate::Error {
    let (set, version) = (set.name(), migration.version);
    let why = match plain(error) {
        // It was rolled back whole, and may be tried again.
        busy @ crate::Error::Busy { .. } if !migration.no_tx => return busy,
        crate::Error::Database(why) => why,
        other => other.to_string(),
    };
    let why = format!("{version} {}: {why}", migration.description);
    if migration.no_tx {
        MigrateError::Broken { set, why }.into()
    } else {
        MigrateError::Failed { set, why }.into()
    }
}

/// Asked of the system: SQLite takes a lock on a read-only file as readily as on any other, and needs files beside it.
fn writable(place: &Place<'_>, file: &Path) -> Result<()> {
    let folder = file.parent().filter(|f| !f.as_os_str().is_empty());
    let may = |path: &Path| rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok();
    if may(file) && may(folder.unwrap_or(Path::new("."))) {
        return Ok(());
    }
    let why = "the file or its folder is read-only; check its owner and mode";
    Err(place.target.fault(ConnectFault::ReadOnlyFile, why).into())
}

/// Whether a transaction pooler stands between: then two connections share a server session, or one moves between two.
async fn pooled(connection: &mut PgConnection, place: &Place<'_>) -> Result<bool> {
    const PID: &str = "SELECT pg_backend_pid()";
    let Options::Postgres(options) = &place.target.options else {
        return Ok(false);
    };
    let before: i32 = sqlx::query_scalar(PID)
        .persistent(false)
        .fetch_one(&mut *connection)
        .await?;
    let mut second = options
        .connect()
        .await
        .map_err(|e| explain(place.target, &e))?;
    let mut open = second.begin().await?;
    let beside: i32 = sqlx::query_scalar(PID)
        .persistent(false)
        .fetch_one(&mut *open)
        .await?;
    let after: i32 = sqlx::query_scalar(PID)
        .persistent(false)
        .fetch_one(&mut *connection)
        .await?;
    open.rollback().await?;
    second.close().await?;
    Ok(before == beside || before != after)
}

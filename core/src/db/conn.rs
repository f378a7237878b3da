//! Running statements: on the pool, or in a transaction. The only file where a body is pasted once per engine.

use std::future::Future;
use std::sync::Arc;

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{
    AssertSqlSafe, FromRow, PgPool, Postgres, SqlSafeStr, SqlStr, Sqlite, SqlitePool, Transaction,
};

use super::value::bind_value;
use super::{Engine, Instant, Names, Statement, Value};
use crate::error::{Error, Result};

/// A row that either engine can give; `#[derive(sqlx::FromRow)]` is enough.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

/// Where a statement can run.
pub trait Conn: Send {
    /// Runs it and says how many rows it changed.
    fn execute(&mut self, statement: Statement) -> impl Future<Output = Result<u64>> + Send;

    /// Every row it gives.
    fn all<R: Row>(&mut self, statement: Statement) -> impl Future<Output = Result<Vec<R>>> + Send;

    /// Its first row, if there is one.
    fn optional<R: Row>(
        &mut self,
        statement: Statement,
    ) -> impl Future<Output = Result<Option<R>>> + Send;

    /// Which engine answers.
    fn engine(&self) -> Engine;

    /// Its only row; [`crate::Error::Database`] when there is none.
    fn one<R: Row>(&mut self, statement: Statement) -> impl Future<Output = Result<R>> + Send {
        async move {
            Ok(self
                .optional(statement)
                .await?
                .ok_or(sqlx::Error::RowNotFound)?)
        }
    }
}

/// A pool of connections to one directory, with the spelling of its names.
#[derive(Clone, Debug)]
pub struct Db {
    pool: Pool,
    names: Arc<Names>,
}

#[derive(Clone, Debug)]
pub(super) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// A transaction; nothing is kept unless it is committed.
pub struct Tx {
    pub(super) open: OpenTx,
    pub(super) names: Arc<Names>,
}

pub(super) enum OpenTx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Pastes `$body` once per engine with the connection bound to `$on` and the engine named `DB`.
macro_rules! per_engine {
    ($kind:ident, $connection:expr, |$on:ident| $body:block) => {
        match $connection {
            $kind::Sqlite($on) => {
                type DB = Sqlite;
                $body
            }
            $kind::Postgres($on) => {
                type DB = Postgres;
                $body
            }
        }
    };
}

/// The five ways to run a statement, the same for a pool and a transaction but for what `$exec` lends.
macro_rules! run {
    ($kind:ident, $field:ident, |$on:ident| $exec:expr) => {
        async fn execute(&mut self, statement: Statement) -> Result<u64> {
            let kept = statement.kept;
            let (text, values) = render(&self.names, statement);
            per_engine!($kind, &mut self.$field, |$on| {
                let mut query = sqlx::query::<DB>(text).persistent(kept);
                for value in values {
                    query = bind_value!(query, value);
                }
                Ok(query.execute($exec).await?.rows_affected())
            })
        }

        async fn all<R: Row>(&mut self, statement: Statement) -> Result<Vec<R>> {
            let kept = statement.kept;
            let (text, values) = render(&self.names, statement);
            per_engine!($kind, &mut self.$field, |$on| {
                let mut query = sqlx::query_as::<DB, R>(text).persistent(kept);
                for value in values {
                    query = bind_value!(query, value);
                }
                Ok(query.fetch_all($exec).await?)
            })
        }

        async fn optional<R: Row>(&mut self, statement: Statement) -> Result<Option<R>> {
            let kept = statement.kept;
            let (text, values) = render(&self.names, statement);
            per_engine!($kind, &mut self.$field, |$on| {
                let mut query = sqlx::query_as::<DB, R>(text).persistent(kept);
                for value in values {
                    query = bind_value!(query, value);
                }
                Ok(query.fetch_optional($exec).await?)
            })
        }

        fn engine(&self) -> Engine {
            self.names.engine()
        }
    };
}

impl Conn for Db {
    run!(Pool, pool, |on| &*on);
}

impl Conn for Tx {
    run!(OpenTx, open, |on| &mut **on);
}

impl Db {
    pub(super) fn new(pool: Pool, names: Arc<Names>) -> Self {
        Self { pool, names }
    }

    /// The same connections under other names: what a layout does when it has recognised the directory.
    pub fn named(&self, names: Names) -> Self {
        Self {
            pool: self.pool.clone(),
            names: Arc::new(names),
        }
    }

    /// Begins a transaction that may write.
    pub async fn begin(&self) -> Result<Tx> {
        let open = match &self.pool {
            // Take the write lock now: raising a read to a write later fails with SQLITE_BUSY at once.
            Pool::Sqlite(pool) => OpenTx::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Pool::Postgres(pool) => OpenTx::Postgres(begin_whole(pool.clone()).await?),
        };
        Ok(Tx {
            open,
            names: self.names.clone(),
        })
    }

    /// Asks the engine to prepare `text` and forgets it: syntax, tables and columns are checked, nothing runs.
    pub async fn prepare(&self, statement: Statement) -> Result<()> {
        use sqlx::Executor;
        let (text, _) = render(&self.names, statement);
        match &self.pool {
            Pool::Sqlite(pool) => pool.prepare(text).await.map(drop)?,
            Pool::Postgres(pool) => pool.prepare(text).await.map(drop)?,
        }
        Ok(())
    }

    /// Runs several static statements at once, without values: what a fixture or a maintenance command needs.
    pub async fn script(&self, text: &str) -> Result<()> {
        let text = AssertSqlSafe(self.names.render(text)).into_sql_str();
        match &self.pool {
            Pool::Sqlite(pool) => sqlx::raw_sql(text).execute(pool).await.map(|_| ())?,
            Pool::Postgres(pool) => sqlx::raw_sql(text).execute(pool).await.map(|_| ())?,
        }
        Ok(())
    }

    /// Closes every connection and waits until they are gone.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        self.names.engine()
    }

    /// How names are spelled here.
    pub fn names(&self) -> &Names {
        &self.names
    }
}

/// Begins on a task of its own, which hears the answer even if the caller is dropped meanwhile (a web framework drops
/// a request whose client is gone). In sqlx 0.9 a BEGIN cut off on its way gives its connection back in a transaction
/// that nobody knows of, and what the next one writes there without a transaction is not kept.
async fn begin_whole(pool: PgPool) -> Result<Transaction<'static, Postgres>> {
    let begun = tokio::spawn(async move { pool.begin().await }).await;
    let cut_off = |_| Error::Database("the begin of a transaction was cut off".to_owned());
    Ok(begun.map_err(cut_off)??)
}

impl Tx {
    /// Keeps everything done in this transaction.
    pub async fn commit(self) -> Result<()> {
        match self.open {
            OpenTx::Sqlite(tx) => tx.commit().await?,
            OpenTx::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Undoes everything done in this transaction.
    pub async fn rollback(self) -> Result<()> {
        match self.open {
            OpenTx::Sqlite(tx) => tx.rollback().await?,
            OpenTx::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}

/// The text an engine gets. Static text is rendered once; a tail is made of static parts and `$n` only.
fn render(names: &Names, statement: Statement) -> (SqlStr, Vec<Value>) {
    let text = names.complete(statement.text.on(names.engine()), &statement.tail);
    (AssertSqlSafe(text).into_sql_str(), statement.values)
}

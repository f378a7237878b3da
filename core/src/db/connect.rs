//! Opening a directory's database: time-outs, pragmas, the oldest server served, one clear line when it fails.

use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, PgConnection};

use super::conn::{Db, Pool};
use super::fault::classify;
use super::target::Options;
use super::{ConnectError, ConnectFault, Engine, Names, Spelled, Target};

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reading and writing an existing database.
    Write,
    /// Reading only, enforced by the engine.
    Read,
    /// Writing; a SQLite file that does not exist is created (mode 0600).
    Create,
}

/// How much a pool may take of the machine it runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolSize {
    /// Connections at most.
    pub connections: u32,
    /// What each connection to SQLite keeps of the file, in MiB; a PostgreSQL server has its own memory.
    pub cache_mib: u32,
}

impl PoolSize {
    /// For people: what a screen asks for twice is small, and the system's file cache lies behind it.
    pub const fn small(connections: u32) -> Self {
        Self {
            connections,
            cache_mib: 4,
        }
    }

    /// For what changes rows all over the file: pages written again and again must not be spilled in between.
    pub const fn large(connections: u32) -> Self {
        Self {
            connections,
            cache_mib: 64,
        }
    }
}

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// `ctid` range scans, on which the purge by block range stands, came with 14.
const OLDEST_POSTGRES: i64 = 140_000;

/// Opens a small pool of at most `connections` to `target`.
pub async fn connect(
    target: &Target,
    access: Access,
    connections: u32,
) -> Result<Db, ConnectError> {
    connect_sized(target, access, PoolSize::small(connections)).await
}

/// Opens a pool of this size to `target`.
pub async fn connect_sized(
    target: &Target,
    access: Access,
    size: PoolSize,
) -> Result<Db, ConnectError> {
    let names = Arc::new(Names::new(
        target.engine(),
        None,
        Vec::new(),
        Spelled::native(),
    ));
    let pool = match &target.options {
        Options::Sqlite(_) => Pool::Sqlite(sqlite(target, access, size).await?),
        Options::Postgres(_) => Pool::Postgres(postgres(target, access, size.connections).await?),
    };
    Ok(Db::new(pool, names))
}

async fn sqlite(
    target: &Target,
    access: Access,
    size: PoolSize,
) -> Result<sqlx::SqlitePool, ConnectError> {
    let Options::Sqlite(options) = &target.options else {
        return Err(wrong_engine(target, Engine::Sqlite));
    };
    let path = options.get_filename().to_path_buf();
    if access == Access::Create {
        super::private_file::create(&path).map_err(|e| {
            let fault = match e.kind() {
                std::io::ErrorKind::NotFound => ConnectFault::MissingDatabase,
                _ => ConnectFault::ReadOnlyFile,
            };
            target.fault(fault, format!("the file cannot be created: {}", e.kind()))
        })?;
    }
    let mut options = (**options)
        .clone()
        .read_only(access == Access::Read)
        .busy_timeout(Duration::from_secs(5))
        .foreign_keys(true)
        .synchronous(SqliteSynchronous::Normal)
        .pragma("cache_size", format!("-{}", size.cache_mib * 1_024))
        .pragma("temp_store", "memory");
    if access == Access::Create {
        // The journal mode is a property of the file: an application's own is not ours to change.
        options = options.journal_mode(SqliteJournalMode::Wal);
    }
    let pool = SqlitePoolOptions::new()
        .max_connections(size.connections)
        .acquire_timeout(CONNECT_TIMEOUT)
        .connect_with(options)
        .await
        .map_err(|e| explain(target, &e))?;
    // Opening is lazy in SQLite: only a read tells a database from any other file.
    sqlx::query("SELECT count(*) FROM sqlite_schema")
        .execute(&pool)
        .await
        .map_err(|e| explain(target, &e))?;
    Ok(pool)
}

async fn postgres(
    target: &Target,
    access: Access,
    connections: u32,
) -> Result<sqlx::PgPool, ConnectError> {
    let Options::Postgres(options) = &target.options else {
        return Err(wrong_engine(target, Engine::Postgres));
    };
    // A `SET` after connecting, not a start-up parameter: poolers refuse parameters they do not know.
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(CONNECT_TIMEOUT)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if access == Access::Read {
                    sqlx::query("SET default_transaction_read_only = on")
                        .execute(connection)
                        .await?;
                }
                Ok(())
            })
        })
        .connect_lazy_with((**options).clone());
    let first = direct(target, options).await?;
    first.close().await.map_err(|e| explain(target, &e))?;
    Ok(pool)
}

/// A connection of its own to a server that is not too old. Outside a pool, which tries a refused port again and again
/// until its time is up.
pub(super) async fn direct(
    target: &Target,
    options: &PgConnectOptions,
) -> Result<PgConnection, ConnectError> {
    let opened = tokio::time::timeout(CONNECT_TIMEOUT, with_version(options));
    let (connection, version) = opened
        .await
        .unwrap_or(Err(sqlx::Error::PoolTimedOut))
        .map_err(|e| explain(target, &e))?;
    if i64::from(version) < OLDEST_POSTGRES {
        let why = format!(
            "PostgreSQL {} is too old: 14 or newer is needed",
            spelt(version)
        );
        return Err(target.fault(ConnectFault::TooOld, why));
    }
    Ok(connection)
}

async fn with_version(options: &PgConnectOptions) -> sqlx::Result<(PgConnection, i32)> {
    let mut connection = options.connect().await?;
    let version = sqlx::query_scalar("SELECT current_setting('server_version_num')::int")
        .persistent(false)
        .fetch_one(&mut connection)
        .await?;
    Ok((connection, version))
}

/// The release a version number stands for: two numbers made one until PostgreSQL 10.
fn spelt(version: i32) -> String {
    match version {
        100_000.. => (version / 10_000).to_string(),
        _ => format!("{}.{}", version / 10_000, version / 100 % 100),
    }
}

fn wrong_engine(target: &Target, wanted: Engine) -> ConnectError {
    target.fault(
        ConnectFault::BadUrl,
        format!("not an address for {}", wanted.name()),
    )
}

pub(super) fn explain(target: &Target, error: &sqlx::Error) -> ConnectError {
    let (fault, why) = classify(error);
    target.fault(fault, why)
}

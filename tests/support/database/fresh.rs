//! A database that belongs to one test and goes with it.

use std::{
    path::{Path, PathBuf},
    thread,
};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;

use super::{Engine, dump};
use crate::cluster::Cluster;

/// A database of one test's own; dropping it removes it, whoever is still connected.
pub struct Fresh {
    url: String,
    home: Home,
}

enum Home {
    Sqlite { folder: TempDir },
    Postgres { name: String },
}

impl Fresh {
    pub(super) fn sqlite(content: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = file_in(&folder);
        std::fs::write(&path, content).unwrap();
        Self {
            url: format!("sqlite://{}", path.display()),
            home: Home::Sqlite { folder },
        }
    }

    pub(super) fn postgres(name: String) -> Self {
        Self {
            url: Cluster::shared().url(&name),
            home: Home::Postgres { name },
        }
    }

    /// The address that `wardroom --database` takes.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Which engine this one is on.
    pub fn engine(&self) -> Engine {
        match self.home {
            Home::Sqlite { .. } => Engine::Sqlite,
            Home::Postgres { .. } => Engine::Postgres,
        }
    }

    /// The file of a SQLite database.
    pub fn path(&self) -> Option<PathBuf> {
        match &self.home {
            Home::Sqlite { folder } => Some(file_in(folder)),
            Home::Postgres { .. } => None,
        }
    }

    /// The name of a PostgreSQL database.
    pub fn name(&self) -> Option<&str> {
        match &self.home {
            Home::Sqlite { .. } => None,
            Home::Postgres { name } => Some(name),
        }
    }

    /// Every table and every row as text, to compare or to search for secrets.
    pub async fn dump(&self) -> String {
        match &self.home {
            Home::Sqlite { .. } => dump::sqlite(&self.url).await,
            Home::Postgres { name } => dump::postgres(name),
        }
    }
}

fn file_in(folder: &TempDir) -> PathBuf {
    Path::join(folder.path(), "directory.db")
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let Home::Postgres { name } = &self.home else {
            return;
        };
        let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        // The test's own runtime may be the one that is going down.
        let dropped = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(admin(&statement))
        });
        if !thread::panicking() {
            dropped.join().unwrap().unwrap();
        }
    }
}

/// Runs one statement of the harness's own making in the maintenance database.
pub(super) async fn admin(statement: &str) -> sqlx::Result<()> {
    let mut connection = PgConnection::connect(&Cluster::shared().url("postgres")).await?;
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await?;
    connection.close().await
}

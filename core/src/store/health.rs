//! How the database itself is: its version, and its clock beside ours.

use super::Directory;
use crate::db::{Conn, Engine, Sql, sql};
use crate::error::Result;
use crate::model::Ts;

const PROBE: Sql = Sql::each(
    "SELECT sqlite_version() AS version, CAST(unixepoch('subsec') * 1000000 AS INTEGER) AS now",
    "SELECT current_setting('server_version') AS version, clock_timestamp() AS now",
);

/// What the database says of itself.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, sqlx::FromRow)]
pub struct Health {
    /// The version of the engine.
    pub version: String,
    /// The database's clock.
    pub now: Ts,
}

impl Directory {
    /// Asks the database how it is.
    pub async fn health(&self) -> Result<Health> {
        self.db().one(sql(PROBE)).await
    }

    /// The engine with its version, as screens show it.
    pub async fn engine_version(&self) -> Result<String> {
        let version = self.health().await?.version;
        // Debian and others append their own build in parentheses.
        let version = version.split(' ').next().unwrap_or_default();
        let engine: Engine = self.engine();
        Ok(format!("{} {version}", engine.name()))
    }
}

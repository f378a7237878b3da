//! The schema tools an application may use, told by the tables they leave: one that compares a whole database with its
//! own models would remove tables it does not know.

use crate::db::{Conn, Db, Sql, sql};
use crate::error::Result;
use crate::model::words::words;

words! {
    /// A tool that changes an application's schema.
    SchemaTool {
        /// Drizzle's.
        Drizzle = "drizzle-kit",
        /// Prisma's.
        Prisma = "prisma",
    }
}

const TRACES: Sql = Sql::each(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('__drizzle_migrations', '_prisma_migrations')",
    "SELECT DISTINCT relname::text FROM pg_class
        WHERE relkind = 'r' AND relname IN ('__drizzle_migrations', '_prisma_migrations')",
);

impl SchemaTool {
    /// Those that have left a trace in `db`. `push` leaves none, so that nothing found says nothing.
    pub async fn found(db: &Db) -> Result<Vec<Self>> {
        let traces: Vec<(String,)> = db.clone().all(sql(TRACES)).await?;
        let has = |name: &str| traces.iter().any(|(trace,)| trace == name);
        let found = [
            (Self::Drizzle, "__drizzle_migrations"),
            (Self::Prisma, "_prisma_migrations"),
        ];
        let found = found.into_iter().filter(|(_, trace)| has(trace));
        Ok(found.map(|(tool, _)| tool).collect())
    }
}

//! Statements of a test's own, past everything Wardroom would do.

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::{Engine, Fresh};

impl Fresh {
    /// Runs statements as they are, without values.
    pub async fn run(&self, sql: &str) -> sqlx::Result<()> {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match self.engine() {
            Engine::Sqlite => {
                let mut on = SqliteConnection::connect(self.url()).await?;
                sql.execute(&mut on).await?;
                on.close().await
            }
            Engine::Postgres => {
                let mut on = PgConnection::connect(self.url()).await?;
                sql.execute(&mut on).await?;
                on.close().await
            }
        }
    }

    /// The first column of every row, which must be text.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self.engine() {
            Engine::Sqlite => {
                let mut on = SqliteConnection::connect(self.url()).await.unwrap();
                let rows = sqlx::query_scalar(sql).fetch_all(&mut on).await.unwrap();
                on.close().await.unwrap();
                rows
            }
            Engine::Postgres => {
                let mut on = PgConnection::connect(self.url()).await.unwrap();
                let rows = sqlx::query_scalar(sql).fetch_all(&mut on).await.unwrap();
                on.close().await.unwrap();
                rows
            }
        }
    }
}

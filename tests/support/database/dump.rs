//! A whole database as text.

use std::process::Command;

use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

use crate::cluster::{Cluster, program};

pub(super) fn postgres(name: &str) -> String {
    let out = Command::new(program("pg_dump"))
        .args(["--dbname", &Cluster::shared().url(name)])
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "pg_dump failed: {}",
        String::from_utf8_lossy(&out.stderr).trim()
    );
    let text = String::from_utf8_lossy(&out.stdout);
    // pg_dump fences its output with a random word, so two dumps of the same rows would differ.
    let lines = text
        .lines()
        .filter(|l| !l.starts_with("\\restrict") && !l.starts_with("\\unrestrict"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Rows by `quote()`, not the file: a page boundary could cut a value in two.
pub(super) async fn sqlite(url: &str) -> String {
    let mut db = SqliteConnection::connect(url).await.unwrap();
    let objects = "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name";
    let objects: Vec<(String, String, String)> =
        sqlx::query_as(objects).fetch_all(&mut db).await.unwrap();
    let mut lines = Vec::new();
    for (kind, name, sql) in &objects {
        lines.push(format!("{sql};"));
        if kind == "table" {
            lines.extend(
                rows(&mut db, name)
                    .await
                    .iter()
                    .map(|row| format!("{name}: {row}")),
            );
        }
    }
    db.close().await.unwrap();
    lines.join("\n")
}

async fn rows(db: &mut SqliteConnection, table: &str) -> Vec<String> {
    let columns = "SELECT name FROM pragma_table_info($1) ORDER BY cid";
    let columns: Vec<String> = sqlx::query_scalar(columns)
        .bind(table)
        .fetch_all(&mut *db)
        .await
        .unwrap();
    let quoted: Vec<String> = columns
        .iter()
        .map(|c| format!("quote({})", identifier(c)))
        .collect();
    let select = format!(
        "SELECT {} FROM {} ORDER BY 1",
        quoted.join(" || ', ' || "),
        identifier(table)
    );
    sqlx::query_scalar(AssertSqlSafe(select))
        .fetch_all(db)
        .await
        .unwrap()
}

fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

//! Many rows of one table at once: COPY on PostgreSQL, many-row INSERTs on SQLite.

use sqlx::{AssertSqlSafe, PgConnection, Sqlite, SqliteConnection};

use super::conn::OpenTx;
use super::value::bind_value;
use super::{Instant, Names, Tx, Value, copy_text};
use crate::error::Result;

/// Each further row makes the statement dearer to prepare; past this the gain is gone.
const ROWS_AT_ONCE: usize = 64;
/// One message of a COPY.
const MESSAGE_BYTES: usize = 1 << 20;

/// Rows for one table, collected to be written at once.
#[derive(Debug)]
pub struct Bulk {
    table: &'static str,
    columns: &'static [&'static str],
    values: Vec<Value>,
}

impl Bulk {
    /// No rows yet, for `columns` of `table`, both by their logical names.
    pub const fn new(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self {
            table,
            columns,
            values: Vec::new(),
        }
    }

    /// Adds a row, its values in the order of the columns.
    pub fn push<const N: usize>(&mut self, row: [Value; N]) {
        debug_assert_eq!(N, self.columns.len(), "a row of {}", self.table);
        self.values.extend(row);
    }

    /// The logical name of its table.
    pub fn table(&self) -> &'static str {
        self.table
    }

    /// How many rows it holds.
    pub fn rows(&self) -> usize {
        self.values.len() / self.columns.len().max(1)
    }

    /// `"table" ("column", …)` as the directory spells them.
    fn target(&self, names: &Names) -> String {
        let columns: Vec<String> = self
            .columns
            .iter()
            .map(|column| format!("{{{}.{column}}}", self.table))
            .collect();
        names.render(&format!("{{{}}} ({})", self.table, columns.join(", ")))
    }
}

impl Tx {
    /// Writes every row of `bulk`; how many there were.
    pub async fn insert_bulk(&mut self, bulk: Bulk) -> Result<u64> {
        if bulk.values.is_empty() {
            return Ok(0);
        }
        let target = bulk.target(&self.names);
        match &mut self.open {
            OpenTx::Sqlite(tx) => insert(tx, &target, bulk).await,
            OpenTx::Postgres(tx) => copy(tx, &target, bulk).await,
        }
    }
}

async fn insert(on: &mut SqliteConnection, target: &str, bulk: Bulk) -> Result<u64> {
    let width = bulk.columns.len();
    let (mut left, mut values) = (bulk.rows(), bulk.values.into_iter());
    let mut written = 0;
    while left > 0 {
        let rows = left.min(ROWS_AT_ONCE);
        let text = format!("INSERT INTO {target} VALUES {}", places(rows, width));
        let mut query = sqlx::query::<Sqlite>(AssertSqlSafe(text));
        for value in values.by_ref().take(rows * width) {
            query = bind_value!(query, value);
        }
        written += query.execute(&mut *on).await?.rows_affected();
        left -= rows;
    }
    Ok(written)
}

/// `(?,?),(?,?)`: unnumbered, so that the text is short and the same for every full stretch of rows.
fn places(rows: usize, width: usize) -> String {
    let row = format!("({})", vec!["?"; width].join(","));
    vec![row; rows].join(",")
}

async fn copy(on: &mut PgConnection, target: &str, bulk: Bulk) -> Result<u64> {
    let width = bulk.columns.len();
    let mut text = String::with_capacity(MESSAGE_BYTES + MESSAGE_BYTES / 4);
    let mut to = on.copy_in_raw(&format!("COPY {target} FROM STDIN")).await?;
    for (at, value) in bulk.values.iter().enumerate() {
        copy_text::append(&mut text, value);
        let ends_row = (at + 1) % width == 0;
        text.push(if ends_row { '\n' } else { '\t' });
        if ends_row && text.len() >= MESSAGE_BYTES {
            to.send(text.as_bytes()).await?;
            text.clear();
        }
    }
    to.send(text.as_bytes()).await?;
    Ok(to.finish().await?)
}

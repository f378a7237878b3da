//! Indexes that look-ups want and an application may lack: only its owner may add one.

use super::{Known, Recognised};
use crate::db::{Conn, Db, Engine, Int, Sql, quote, sql};
use crate::error::Result;

/// A column that rows are looked up by.
#[derive(Clone, Copy, Debug)]
pub(in crate::layout) struct Indexed {
    /// Its table, by the name our statements use.
    pub(in crate::layout) table: &'static str,
    /// Its name in them.
    pub(in crate::layout) column: &'static str,
    /// What reads the whole table where no index begins with it.
    pub(in crate::layout) slow: &'static str,
}

const BEGINS: Sql = Sql::each(
    "SELECT count(*) FROM pragma_index_list($1) l JOIN pragma_index_info(l.name) c ON c.seqno = 0
        WHERE l.partial = 0 AND c.name = $2",
    "SELECT count(*) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE i.indrelid = to_regclass($1) AND i.indisvalid AND i.indpred IS NULL AND a.attname = $2",
);

impl Recognised {
    /// What is slow in a large directory for want of an index, one sentence each with the index that its owner may add.
    pub async fn unindexed(&self, db: &Db) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for wanted in self.layout.indexed {
            let table = self.tables.iter().find(|t| t.name == wanted.table);
            let column = table.and_then(|t| t.columns.iter().find(|c| c.name == wanted.column));
            let (Some(table), Some(column)) = (table, column) else {
                continue;
            };
            let schema = table.schema.as_deref();
            let place = schema.map_or_else(
                || quote(&table.physical),
                |schema| format!("{}.{}", quote(schema), quote(&table.physical)),
            );
            let asked = match self.engine {
                Engine::Sqlite => table.physical.clone(),
                Engine::Postgres => place.clone(),
            };
            let statement = sql(BEGINS).bind(asked).bind(column.physical.clone());
            let (begins,): (Int,) = db.clone().one(statement).await?;
            if begins.0 == 0 {
                found.push(format!(
                    "{} reads the whole table, for no index begins with the column; its owner may add one ON {place} ({})",
                    wanted.slow,
                    quote(&column.physical)
                ));
            }
        }
        Ok(found)
    }
}

impl Known {
    /// Columns that are looked up by, as its library calls them, and what reads the whole table without an index.
    pub fn indexed(self) -> Vec<(String, &'static str)> {
        let layout = self.layout();
        let named = |i: &Indexed| {
            let table = layout.tables.iter().find(|t| t.name == i.table)?;
            let column = table.columns.iter().find(|c| c.name == i.column)?;
            Some((format!("{} ({})", table.app, column.app), i.slow))
        };
        layout.indexed.iter().filter_map(named).collect()
    }
}

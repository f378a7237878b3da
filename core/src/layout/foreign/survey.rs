//! What tables a database has, with their columns.

use crate::db::{Conn, Db, Engine, sql};
use crate::error::Result;

// Only what the role may read at all: a table it may not is no table of the directory to it.
const POSTGRES: &str = "SELECT n.nspname::text AS schema, c.relname::text AS name, a.attname::text AS \"column\",
    format_type(a.atttypid, NULL) AS declared
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ($1, 'auth') AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY n.nspname, c.relname, a.attnum";

const SQLITE: &str = "SELECT 'main' AS schema, s.name AS name, c.name AS \"column\", lower(c.type) AS declared
    FROM sqlite_schema s JOIN pragma_table_xinfo(s.name) c
    WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND s.name NOT LIKE 'wardroom\\_%' ESCAPE '\\'
    ORDER BY s.name, c.cid";

#[derive(sqlx::FromRow)]
struct Row {
    schema: String,
    name: String,
    column: String,
    declared: String,
}

/// A column as it is.
#[derive(Clone, Debug)]
pub(in crate::layout) struct SurveyedColumn {
    pub(in crate::layout) name: String,
    pub(in crate::layout) declared: String,
}

/// A table as it is.
#[derive(Clone, Debug)]
pub(in crate::layout) struct Surveyed {
    pub(in crate::layout) schema: String,
    pub(in crate::layout) name: String,
    pub(in crate::layout) columns: Vec<SurveyedColumn>,
}

/// The tables of a database that could be a directory's.
#[derive(Clone, Debug)]
pub(in crate::layout) struct Survey {
    pub(in crate::layout) engine: Engine,
    pub(in crate::layout) tables: Vec<Surveyed>,
}

impl Survey {
    /// Reads them: those of `schema` and of `auth` on PostgreSQL, all of a SQLite file.
    pub(in crate::layout) async fn read(db: &Db, schema: &str) -> Result<Self> {
        let engine = db.engine();
        let rows: Vec<Row> = match engine {
            Engine::Postgres => db.clone().all(sql(POSTGRES).bind(schema)).await?,
            Engine::Sqlite => db.clone().all(sql(SQLITE)).await?,
        };
        let mut tables: Vec<Surveyed> = Vec::new();
        for row in rows {
            let column = SurveyedColumn {
                name: row.column,
                declared: row.declared,
            };
            match tables.last_mut() {
                Some(last) if last.name == row.name && last.schema == row.schema => {
                    last.columns.push(column);
                }
                _ => tables.push(Surveyed {
                    schema: row.schema,
                    name: row.name,
                    columns: vec![column],
                }),
            }
        }
        Ok(Self { engine, tables })
    }
}

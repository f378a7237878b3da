//! What the existing table looks like: its columns with their types, and the kind of its ids.

use super::bench::dynamic;
use crate::db::{Conn, Db, Engine, Int};
use crate::error::{Error, Result};

/// What a column can be used as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Text of any length.
    Text,
    /// An instant as the own layout spells it; SQLite has no type that says so.
    Instant,
    /// Anything else.
    Other,
}

impl Sort {
    /// What the own layout's column must be, to be used as it is found.
    pub(super) fn of(own: &str) -> Self {
        match own {
            "display_name" | "password_hash" => Self::Text,
            own if own.ends_with("_at") => Self::Instant,
            // Words and counters mean what their application meant by them.
            _ => Self::Other,
        }
    }
}

/// One column as it is.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) declared: String,
    pub(super) sort: Sort,
    required: bool,
    is_key: bool,
}

/// The existing table.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) engine: Engine,
    pub(super) columns: Vec<Found>,
    ids: &'static str,
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    declared: String,
    #[sqlx(try_from = "Int")]
    not_null: i64,
    #[sqlx(try_from = "Int")]
    has_default: i64,
    #[sqlx(try_from = "Int")]
    key: i64,
}

const SQLITE: &str = "SELECT name, lower(type) AS declared, \"notnull\" AS not_null,
    (dflt_value IS NOT NULL) + 0 AS has_default, pk AS \"key\" FROM pragma_table_info('users') ORDER BY cid";

const POSTGRES: &str = "SELECT a.attname::text AS name, format_type(a.atttypid, NULL) AS declared,
    a.attnotnull::int AS not_null, (a.atthasdef OR a.attidentity <> '')::int AS has_default,
    (CASE WHEN EXISTS (SELECT 1 FROM pg_index x WHERE x.indrelid = a.attrelid AND x.indisunique AND x.indpred IS NULL
        AND x.indnkeyatts = 1 AND x.indkey[0] = a.attnum) THEN 1 ELSE 0 END) AS key
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = 'users' AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY a.attnum";

// A declared type binds nothing on SQLite: what the rows hold decides, and an empty table's declaration.
const SQLITE_IDS: &str =
    "SELECT DISTINCT CASE typeof(id) WHEN 'blob' THEN iif(length(id) = 16, 'uuid', 'other')
    WHEN 'integer' THEN 'integer' WHEN 'text' THEN 'text' ELSE 'other' END FROM users LIMIT 3";

impl Shape {
    /// Reads it; an error when there is no such table or it cannot be adopted.
    pub(super) async fn read(db: &Db, schema: &str) -> Result<Self> {
        let engine = db.engine();
        let mut on = db.clone();
        let rows: Vec<Row> = match engine {
            Engine::Sqlite => on.all(dynamic(SQLITE)).await?,
            Engine::Postgres => on.all(dynamic(POSTGRES).bind(schema)).await?,
        };
        if rows.is_empty() {
            return Err(Error::not_found("table", "users"));
        }
        let columns: Vec<Found> = rows.into_iter().map(|row| found(engine, row)).collect();
        let mut shape = Self {
            engine,
            columns,
            ids: "other",
        };
        let id = shape.must("id")?;
        if !id.is_key {
            let why = "is no key of its own; make it the primary key, for others must point at it";
            return Err(Error::invalid("users.id", why));
        }
        shape.ids = match engine {
            Engine::Postgres => postgres_ids(&id.declared),
            Engine::Sqlite => sqlite_ids(&mut on, &id.declared).await?,
        };
        if shape.ids == "other" {
            let why = format!(
                "ids of type {} cannot be kept; integers, UUIDs and text can",
                id.declared
            );
            return Err(Error::invalid("users.id", why));
        }
        let email = shape.must("email")?;
        if email.sort != Sort::Text {
            return Err(Error::invalid("users.email", "must be a text column"));
        }
        Ok(shape)
    }

    pub(super) fn column(&self, name: &str) -> Option<&Found> {
        self.columns.iter().find(|c| c.name == name)
    }

    fn must(&self, name: &'static str) -> Result<Found> {
        let missing = || Error::not_found("column", format!("users.{name}"));
        self.column(name).cloned().ok_or_else(missing)
    }

    /// The column named, or the first of the usual ones.
    pub(super) fn choose<'a>(
        &'a self,
        flag: &'static str,
        named: Option<&str>,
        usual: &[&str],
    ) -> Result<Option<&'a str>> {
        let Some(named) = named else {
            let first = usual.iter().find_map(|name| self.column(name));
            return Ok(first.map(|c| c.name.as_str()));
        };
        match self.column(named) {
            Some(column) => Ok(Some(&column.name)),
            None => Err(Error::invalid(flag, format!("users has no column {named}"))),
        }
    }

    pub(super) fn ids_word(&self) -> &'static str {
        self.ids
    }

    /// Columns that refuse a row which does not name them.
    pub(super) fn required(&self) -> Vec<String> {
        let named = |c: &&Found| c.required && !matches!(c.name.as_str(), "id" | "email");
        let all = self.columns.iter().filter(named);
        all.map(|c| c.name.clone()).collect()
    }

    /// Reads a `created_at` of another type as an instant; NULL where it cannot be one.
    pub(super) fn created(&self) -> Option<String> {
        let column = self.column("created_at")?;
        match (self.engine, column.declared.as_str()) {
            (Engine::Postgres, "timestamp without time zone") => {
                Some("(\"created_at\" AT TIME ZONE 'UTC')".to_owned())
            }
            (Engine::Postgres, _) => None,
            // Whole seconds, milliseconds or microseconds since 1970, told apart by their size, or a date as text.
            (Engine::Sqlite, _) => Some(
                "(CASE typeof(\"created_at\") WHEN 'integer' THEN \"created_at\" * CASE
                    WHEN \"created_at\" < 100000000000 THEN 1000000 WHEN \"created_at\" < 100000000000000 THEN 1000
                    ELSE 1 END
                  WHEN 'text' THEN CAST(strftime('%s', \"created_at\") AS INTEGER) * 1000000 END)"
                    .to_owned(),
            ),
        }
    }
}

fn found(engine: Engine, row: Row) -> Found {
    let declared = row.declared.as_str();
    let is_text = match engine {
        Engine::Postgres => matches!(declared, "text" | "character varying" | "citext"),
        // The rule of affinity (<https://sqlite.org/datatype3.html> 3.1).
        Engine::Sqlite => ["char", "clob", "text"]
            .iter()
            .any(|t| declared.contains(t)),
    };
    let sort = if is_text {
        Sort::Text
    } else if declared == "timestamp with time zone" && engine == Engine::Postgres {
        Sort::Instant
    } else {
        Sort::Other
    };
    Found {
        sort,
        required: row.not_null == 1 && row.has_default == 0,
        is_key: row.key == 1,
        name: row.name,
        declared: row.declared,
    }
}

fn postgres_ids(declared: &str) -> &'static str {
    match declared {
        "uuid" => "uuid",
        "text" | "character varying" => "text",
        "bigint" | "integer" | "smallint" => "integer",
        _ => "other",
    }
}

async fn sqlite_ids(db: &mut Db, declared: &str) -> Result<&'static str> {
    let kinds: Vec<(String,)> = db.all(dynamic(SQLITE_IDS)).await?;
    let declared_as = || match declared {
        d if d.contains("int") => "integer",
        d if d.contains("char") || d.contains("text") || d.contains("clob") => "text",
        "blob" => "uuid",
        _ => "other",
    };
    Ok(match kinds.as_slice() {
        [] => declared_as(),
        [(one,)] if one == "integer" => "integer",
        [(one,)] if one == "text" => "text",
        [(one,)] if one == "uuid" => "uuid",
        _ => "other",
    })
}

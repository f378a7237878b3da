//! Logical names to physical ones: `{session}` and `{session.user}` become quoted identifiers, in one place.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Which database engine speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// SQLite, embedded.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Engine {
    /// The engine's name as its makers write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// The database's own present, as Wardroom's columns spell it; `later` is a placeholder of microseconds.
    ///
    /// SQLite has no clock but that of the host its process runs on, to the millisecond; there the two are one machine.
    /// On PostgreSQL it moves within a transaction: a lease must not look valid because its transaction is old.
    fn now(self, later: Option<&str>) -> String {
        const SQLITE: &str = "CAST(round(unixepoch('subsec') * 1000) AS INTEGER) * 1000";
        match (self, later) {
            (Self::Sqlite, None) => format!("({SQLITE})"),
            (Self::Sqlite, Some(us)) => format!("({SQLITE} + {us})"),
            (Self::Postgres, None) => "clock_timestamp()".to_owned(),
            (Self::Postgres, Some(us)) => {
                format!("(clock_timestamp() + CAST({us} AS BIGINT) * INTERVAL '1 microsecond')")
            }
        }
    }
}

/// One table of a layout: its logical name, its physical name, and the columns that are spelled otherwise.
///
/// A column that is not listed is spelled as it is named.
#[derive(Clone, Debug)]
pub struct Table {
    /// The name statements use.
    pub name: &'static str,
    /// The name in the database, unquoted.
    pub physical: String,
    /// Logical to physical column names, where they differ.
    pub columns: Vec<(&'static str, String)>,
}

/// How the names in a statement are spelled in one directory.
#[derive(Debug)]
pub struct Names {
    engine: Engine,
    schema: Option<String>,
    tables: HashMap<&'static str, Table>,
    /// Reads an instant column as a native one: `{@session.expires_at}`; `%` stands for the column.
    instant: &'static str,
    rendered: Mutex<HashMap<&'static str, Arc<str>>>,
}

impl Names {
    /// Names for `engine`; `schema` qualifies the directory's tables on PostgreSQL, `instant` reads a column as native.
    pub fn new(
        engine: Engine,
        schema: Option<String>,
        tables: Vec<Table>,
        instant: &'static str,
    ) -> Self {
        let tables = tables.into_iter().map(|t| (t.name, t)).collect();
        Self {
            engine,
            schema,
            tables,
            instant,
            rendered: Mutex::default(),
        }
    }

    /// Which engine these names are for.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The prefix of Wardroom's own tables.
    pub const fn bookkeeping(engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => "wardroom_",
            Engine::Postgres => "wardroom.",
        }
    }

    /// The static text with its names filled in, remembered: a statement is rendered once in a process.
    pub(super) fn render_static(&self, text: &'static str) -> Arc<str> {
        let mut seen = self.rendered.lock().unwrap_or_else(PoisonError::into_inner);
        seen.entry(text)
            .or_insert_with(|| self.render(text).into())
            .clone()
    }

    /// `text` with every `{name}` filled in; a name that is not known stays as it stands, and the engine refuses it.
    pub fn render(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 64);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            if let Some(physical) = self.name(name) {
                out.push_str(&physical);
            } else {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    fn name(&self, name: &str) -> Option<String> {
        if name == "w" {
            return Some(Self::bookkeeping(self.engine).to_owned());
        }
        if name == "now" {
            return Some(self.engine.now(None));
        }
        if let Some(later) = name.strip_prefix("now+") {
            return Some(self.engine.now(Some(later)));
        }
        if let Some(column) = name.strip_prefix('@') {
            return Some(self.instant.replace('%', &self.column(column)?));
        }
        if name.contains('.') {
            return self.column(name);
        }
        let table = self.tables.get(name)?;
        Some(match &self.schema {
            Some(schema) => format!("{}.{}", quote(schema), quote(&table.physical)),
            None => quote(&table.physical),
        })
    }

    /// `table.column`, or `alias.table.column` for a column of a table under an alias.
    fn column(&self, dotted: &str) -> Option<String> {
        let (table, column) = dotted.split_once('.')?;
        let (alias, table, column) = match column.split_once('.') {
            Some((under, column)) => (Some(table), under, column),
            None => (None, table, column),
        };
        let table = self.tables.get(table)?;
        let physical = table
            .columns
            .iter()
            .find(|(c, _)| *c == column)
            .map_or(column, |(_, p)| p.as_str());
        Some(match alias {
            Some(alias) => format!("{alias}.{}", quote(physical)),
            None => quote(physical),
        })
    }
}

/// A quoted identifier (SQL:2016 §5.2 delimited identifier), the same on both engines.
pub(super) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

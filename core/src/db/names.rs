//! Logical names to physical ones: `{session}` and `{session.user}` become quoted identifiers, in one place.
//!
//! A foreign layout has readings besides: its rows told in the own layout's words. A statement that names one is given
//! it as a common table expression, which both engines take apart like a view: no object is made in the database.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use super::Engine;

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

/// How one column spells an instant, as expressions; `§` stands for the column, or for the placeholder of an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// Reads the column as a native instant.
    pub read: String,
    /// Writes a native instant as the column spells it.
    pub write: String,
    /// Whether the column holds what can be read.
    pub sound: String,
}

impl Spelled {
    /// As Wardroom's own columns: TIMESTAMPTZ, or microseconds on SQLite.
    pub fn native() -> Self {
        Self {
            read: "§".to_owned(),
            write: "§".to_owned(),
            sound: "TRUE".to_owned(),
        }
    }
}

/// A table of an application: its own names and nothing else, so that what it lacks is never asked for.
#[derive(Clone, Debug)]
pub struct ForeignTable {
    /// The name statements use.
    pub name: &'static str,
    /// Its schema on PostgreSQL.
    pub schema: Option<String>,
    /// Its name in the database, unquoted.
    pub physical: String,
    /// Its columns.
    pub columns: Vec<ForeignColumn>,
}

/// A column of an application's table.
#[derive(Clone, Debug)]
pub struct ForeignColumn {
    /// The name statements use.
    pub name: &'static str,
    /// Its name in the database, unquoted.
    pub physical: String,
    /// How it spells an instant, where it holds one.
    pub instant: Option<Spelled>,
    /// How an id in it is read as one of the directory's kind, where it is of another; `§` stands for the column.
    pub id: Option<&'static str>,
}

/// A logical table that is read out of others.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The name statements use.
    pub name: &'static str,
    /// The table its rows are rows of.
    pub base: &'static str,
    /// The rows, selected; its names are filled in already.
    pub select: String,
}

#[derive(Debug)]
struct Place {
    qualified: String,
    columns: HashMap<&'static str, String>,
    instants: HashMap<&'static str, Spelled>,
    ids: HashMap<&'static str, &'static str>,
    /// Whether a column that is not listed is spelled as it is named.
    is_open: bool,
}

/// A text with its names filled in, and the readings it names.
#[derive(Clone, Debug)]
pub(super) struct Rendered {
    pub(super) text: Arc<str>,
    pub(super) readings: Arc<[&'static str]>,
}

/// How the names in a statement are spelled in one directory.
#[derive(Debug)]
pub struct Names {
    engine: Engine,
    places: HashMap<&'static str, Place>,
    readings: HashMap<&'static str, Reading>,
    /// How an instant is spelled where its column does not say.
    instant: Spelled,
    /// How one is in a reading.
    native: Spelled,
    /// Whether the directory's ids are numbers, of which two tables have the same.
    numbered: bool,
    rendered: Mutex<HashMap<&'static str, Rendered>>,
}

impl Names {
    /// Names for `engine`; `schema` qualifies the directory's tables on PostgreSQL, `instant` spells their instants.
    pub fn new(engine: Engine, schema: Option<&str>, tables: Vec<Table>, instant: Spelled) -> Self {
        let place = |table: Table| Place {
            qualified: qualified(schema, &table.physical),
            columns: table.columns.into_iter().collect(),
            instants: HashMap::new(),
            ids: HashMap::new(),
            is_open: true,
        };
        Self {
            engine,
            places: tables.into_iter().map(|t| (t.name, place(t))).collect(),
            readings: HashMap::new(),
            instant,
            native: Spelled::native(),
            numbered: false,
            rendered: Mutex::default(),
        }
    }

    /// The same with an application's tables.
    #[must_use]
    pub fn with_foreign(mut self, tables: Vec<ForeignTable>) -> Self {
        for table in tables {
            let mut place = Place {
                qualified: qualified(table.schema.as_deref(), &table.physical),
                columns: HashMap::new(),
                instants: HashMap::new(),
                ids: HashMap::new(),
                is_open: false,
            };
            for column in table.columns {
                if let Some(id) = column.id {
                    place.ids.insert(column.name, id);
                }
                place.columns.insert(column.name, column.physical);
                if let Some(instant) = column.instant {
                    place.instants.insert(column.name, instant);
                }
            }
            self.places.insert(table.name, place);
        }
        self
    }

    /// The same with readings, each in the place of a table of its name.
    #[must_use]
    pub fn with_readings(mut self, readings: Vec<Reading>) -> Self {
        for reading in readings {
            self.places.remove(reading.name);
            self.readings.insert(reading.name, reading);
        }
        self
    }

    /// The same where ids are numbers: a text that holds `{numbered}` is known there alone.
    #[must_use]
    pub fn numbered(mut self, numbered: bool) -> Self {
        self.numbered = numbered;
        self
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
    pub(super) fn render_static(&self, text: &'static str) -> Rendered {
        let mut seen = self.rendered.lock().unwrap_or_else(PoisonError::into_inner);
        seen.entry(text)
            .or_insert_with(|| {
                let mut readings = BTreeSet::new();
                let text = self.fill(text, &mut readings).into();
                let readings = readings.into_iter().collect();
                Rendered { text, readings }
            })
            .clone()
    }

    /// `head` and `tail` as one statement, with the readings both name.
    pub(super) fn complete(&self, head: &'static str, tail: &str) -> Arc<str> {
        let head = self.render_static(head);
        if tail.is_empty() && head.readings.is_empty() {
            return head.text;
        }
        let mut readings: BTreeSet<_> = head.readings.iter().copied().collect();
        let tail = self.fill(tail, &mut readings);
        self.with_expressions(&format!("{}{tail}", head.text), &readings)
            .into()
    }

    fn with_expressions(&self, text: &str, readings: &BTreeSet<&'static str>) -> String {
        let expression = |name: &&str| {
            let reading = self.readings.get(name)?;
            let select = &reading.select;
            Some(format!("{} AS NOT MATERIALIZED ({select})", alias(name)))
        };
        let expressions: Vec<_> = readings.iter().filter_map(expression).collect();
        if expressions.is_empty() {
            return text.to_owned();
        }
        let expressions = expressions.join(", ");
        // A statement with expressions of its own gets these before them.
        for with in ["WITH RECURSIVE ", "WITH "] {
            if let Some(own) = text.strip_prefix(with) {
                return format!("{with}{expressions}, {own}");
            }
        }
        format!("WITH {expressions} {text}")
    }

    /// `text` with every `{name}` filled in; a name that is not known stays as it stands, and the engine refuses it.
    pub fn render(&self, text: &str) -> String {
        self.fill(text, &mut BTreeSet::new())
    }

    /// As [`Names::render`]; `None` where a name is not known.
    pub fn render_known(&self, text: &str) -> Option<String> {
        let filled = self.render(text);
        (!filled.contains('{')).then_some(filled)
    }

    fn fill(&self, text: &str, readings: &mut BTreeSet<&'static str>) -> String {
        let mut out = String::with_capacity(text.len() + 64);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            if let Some(physical) = self.name(name, readings) {
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

    fn name(&self, name: &str, readings: &mut BTreeSet<&'static str>) -> Option<String> {
        match name.as_bytes().first()? {
            b'@' => {
                let column = &name[1..];
                let spelled = &self.spelled(column)?.read;
                return Some(spelled.replace('§', &self.column(column)?));
            }
            b'!' => {
                let column = &name[1..];
                let spelled = &self.spelled(column)?.sound;
                return Some(spelled.replace('§', &self.column(column)?));
            }
            b'^' => {
                let (column, placeholder) = name[1..].split_once(':')?;
                let spelled = &self.spelled(column)?.write;
                return Some(spelled.replace('§', placeholder));
            }
            b'~' => return self.id(&name[1..]),
            b'#' => return Some(self.engine.fingerprint(&self.column(&name[1..])?)),
            b'%' => return Some(self.engine.network(&self.column(&name[1..])?)),
            b'=' => return self.base(&name[1..]),
            _ => {}
        }
        if name == "w" {
            return Some(Self::bookkeeping(self.engine).to_owned());
        }
        if name == "now" {
            return Some(self.engine.now(None));
        }
        if name == "asked" {
            return Some(self.engine.asked());
        }
        if name == "never" {
            return Some(self.engine.never().to_owned());
        }
        if name == "numbered" {
            return self.numbered.then(String::new);
        }
        if name == "endless" {
            return Some(self.engine.endless().to_owned());
        }
        if let Some(later) = name.strip_prefix("now+") {
            return Some(self.engine.now(Some(later)));
        }
        if name.contains('.') {
            return self.column(name);
        }
        if let Some(reading) = self.readings.get(name) {
            readings.insert(reading.name);
            return Some(alias(name));
        }
        self.places.get(name).map(|place| place.qualified.clone())
    }

    /// The table whose rows a logical table's are.
    fn base(&self, name: &str) -> Option<String> {
        let name = self.readings.get(name).map_or(name, |r| r.base);
        self.places.get(name).map(|place| place.qualified.clone())
    }

    /// `table.column`, or `alias.table.column` for a column of a table under an alias.
    fn column(&self, dotted: &str) -> Option<String> {
        let (alias, table, column) = parts(dotted)?;
        let physical = if self.readings.contains_key(table) {
            column
        } else {
            let place = self.places.get(table)?;
            match place.columns.get(column) {
                Some(physical) => physical,
                None if place.is_open => column,
                None => return None,
            }
        };
        Some(match alias {
            Some(alias) => format!("{alias}.{}", quote(physical)),
            None => quote(physical),
        })
    }

    /// A column of ids, read as the directory's kind.
    fn id(&self, dotted: &str) -> Option<String> {
        let column = self.column(dotted)?;
        let (_, table, name) = parts(dotted)?;
        let cast = self.places.get(table).and_then(|place| place.ids.get(name));
        Some(cast.map_or_else(|| column.clone(), |cast| cast.replace('§', &column)))
    }

    /// How a column spells its instants; a reading's are native already.
    fn spelled(&self, dotted: &str) -> Option<&Spelled> {
        let (_, table, column) = parts(dotted)?;
        let Some(place) = self.places.get(table) else {
            return self.readings.contains_key(table).then_some(&self.native);
        };
        match place.instants.get(column) {
            Some(spelled) => Some(spelled),
            None => place.is_open.then_some(&self.instant),
        }
    }
}

/// `table.column` or `alias.table.column` taken apart.
fn parts(dotted: &str) -> Option<(Option<&str>, &str, &str)> {
    let (first, rest) = dotted.split_once('.')?;
    Some(match rest.split_once('.') {
        Some((table, column)) => (Some(first), table, column),
        None => (None, first, rest),
    })
}

/// The name of a reading's expression: no table of an application is called so.
fn alias(name: &str) -> String {
    quote(&format!("wardroom's {name}"))
}

fn qualified(schema: Option<&str>, table: &str) -> String {
    match schema {
        Some(schema) => format!("{}.{}", quote(schema), quote(table)),
        None => quote(table),
    }
}

/// A quoted identifier (SQL:2016 §5.2 delimited identifier), the same on both engines.
pub(crate) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

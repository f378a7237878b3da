//! Which layout a database has, told by the columns of its tables.

use super::survey::Survey;
use super::wanted::{Matched, Sort};
use super::{Foreign, KNOWN, times};
use crate::db::{Conn, Db, Engine, ForeignColumn, ForeignTable, quote, sql};
use crate::error::{Error, Result};
use crate::layout::{AppSettings, Spelling};
use crate::model::IdKind;

/// A foreign directory that was recognised: what is where, how it is spelled, and what its profile says of the rest.
#[derive(Clone)]
pub struct Recognised {
    pub(in crate::layout) layout: &'static Foreign,
    pub(in crate::layout) engine: Engine,
    pub(in crate::layout) tables: Vec<ForeignTable>,
    pub(in crate::layout) ids: IdKind,
    pub(in crate::layout) session_ids: IdKind,
    pub(in crate::layout) app: AppSettings,
    pub(super) times: Vec<(String, Spelling)>,
}

/// The layout of the database, if it is a foreign one that is known.
pub(in crate::layout) async fn recognise(
    db: &Db,
    schema: &str,
    app: &AppSettings,
) -> Result<Option<Recognised>> {
    let survey = Survey::read(db, schema).await?;
    let mut found = Vec::new();
    let mut doubt = None;
    for layout in KNOWN {
        match tables_of(layout, &survey, app) {
            Ok(Some(matched)) => found.push((*layout, matched)),
            Ok(None) => {}
            // What a profile says of one library's tables may be nonsense for another's.
            Err(error) => doubt = doubt.or(Some(error)),
        }
    }
    if found.len() > 1 {
        let names: Vec<_> = found.iter().map(|(l, _)| l.name).collect();
        let why = format!("could be {}; say which in the profile", names.join(" and "));
        return Err(Error::invalid("layout", why));
    }
    let Some((layout, matched)) = found.pop() else {
        return doubt.map_or(Ok(None), Err);
    };
    let found = Recognised::of(db, layout, matched, app).await?;
    if let Some(check) = layout.check {
        check.check(db, &found).await?;
    }
    Ok(Some(found))
}

/// What the profile says, and what the application does where it says nothing.
fn settings(layout: &Foreign, app: &AppSettings) -> AppSettings {
    let mut app = app.clone();
    if let Some(check) = layout.check {
        check.defaults(&mut app);
    }
    app
}

/// Its tables, if all that must be there are.
fn tables_of<'a>(
    layout: &'static Foreign,
    survey: &'a Survey,
    app: &AppSettings,
) -> Result<Option<Vec<Matched<'a>>>> {
    let mut tables = Vec::new();
    for wanted in layout.tables {
        match wanted.find(survey, app) {
            Ok(Some(matched)) => tables.push(matched),
            Ok(None) if wanted.must => return Ok(None),
            Ok(None) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Some(tables))
}

impl Recognised {
    async fn of(
        db: &Db,
        layout: &'static Foreign,
        matched: Vec<Matched<'_>>,
        app: &AppSettings,
    ) -> Result<Self> {
        let engine = db.engine();
        let mut found = Self {
            layout,
            engine,
            tables: Vec::new(),
            ids: IdKind::Text,
            session_ids: IdKind::Text,
            app: settings(layout, app),
            times: Vec::new(),
        };
        let mut spellings = Vec::new();
        for table in &matched {
            for (asked, column) in &table.columns {
                if asked.sort == Sort::Time {
                    let place = [found.qualified(table), quote(&column.name)];
                    spellings
                        .push(times::spelling(db, &found.app, &place, &column.declared).await?);
                }
            }
        }
        let mut spellings = times::settled(spellings).into_iter();
        let declared: Vec<_> = matched.iter().map(Matched::text_ids).collect();
        for table in &matched {
            let table = found.table(table, &mut spellings);
            found.tables.push(table);
        }
        found.ids = found.kind(db, &matched, layout.users, "id").await?;
        let (sessions, named_by) = layout.sessions;
        found.session_ids = found.kind(db, &matched, sessions, named_by).await?;
        found.read_text_ids(&declared);
        Ok(found)
    }

    /// A table's name as the engine wants it quoted.
    fn qualified(&self, matched: &Matched<'_>) -> String {
        let physical = quote(&matched.table.name);
        match self.engine {
            Engine::Postgres => format!("{}.{physical}", quote(&matched.table.schema)),
            Engine::Sqlite => physical,
        }
    }

    /// A table with the spelling of each of its columns of instants, in their order.
    fn table(
        &mut self,
        matched: &Matched<'_>,
        spellings: &mut impl Iterator<Item = Spelling>,
    ) -> ForeignTable {
        let on_postgres = self.engine == Engine::Postgres;
        let physical = &matched.table.name;
        let mut columns = Vec::new();
        for (asked, column) in &matched.columns {
            let mut instant = None;
            if asked.sort == Sort::Time
                && let Some(spelling) = spellings.next()
            {
                instant = Some(spelling.spelled(self.engine));
                self.times
                    .push((format!("{physical}.{}", column.name), spelling));
            }
            columns.push(ForeignColumn {
                name: asked.name,
                physical: column.name.clone(),
                instant,
                id: None,
            });
        }
        ForeignTable {
            name: matched.wanted.name,
            schema: on_postgres.then(|| matched.table.schema.clone()),
            physical: physical.clone(),
            columns,
        }
    }

    /// Some libraries keep a reference in text, whatever the kind of id it is to.
    fn read_text_ids(&mut self, declared: &[Vec<&'static str>]) {
        let cast = match (self.engine, self.ids) {
            (_, IdKind::Text) | (Engine::Sqlite, IdKind::Uuid) => return,
            // No braces: a text with a name that is not known is told by them.
            // Written as the application writes it, or it is no id: '7', never '07' or '7 of them'.
            (Engine::Sqlite, IdKind::Integer) => {
                "CASE WHEN CAST(CAST(§ AS INTEGER) AS TEXT) = CAST(§ AS TEXT) THEN CAST(§ AS INTEGER) END"
            }
            (Engine::Postgres, IdKind::Integer) => {
                "CASE WHEN § ~ '^(0|[1-9][0-9]*)$' AND length(§) < 19 THEN CAST(§ AS BIGINT) END"
            }
            (Engine::Postgres, IdKind::Uuid) => {
                "CASE WHEN § ~* '^........-....-....-....-............$' AND length(replace(§, '-', '')) = 32
                    AND replace(§, '-', '') ~* '^[0-9a-f]*$' THEN CAST(§ AS UUID) END"
            }
        };
        for (table, texts) in self.tables.iter_mut().zip(declared) {
            let columns = table.columns.iter_mut();
            for column in columns.filter(|c| texts.contains(&c.name)) {
                column.id = Some(cast);
            }
        }
    }

    /// Which kind of id a column holds: its type on PostgreSQL, asked without a right to read it; a value on SQLite.
    async fn kind(
        &self,
        db: &Db,
        matched: &[Matched<'_>],
        table: &str,
        column: &str,
    ) -> Result<IdKind> {
        let declared = matched
            .iter()
            .filter(|m| m.wanted.name == table)
            .flat_map(|m| &m.columns)
            .find(|(asked, _)| asked.name == column);
        let Some((_, found)) = declared else {
            // Named by a fingerprint, which is text.
            return Ok(IdKind::Text);
        };
        let kind = match (self.engine, self.place(table, column)) {
            (Engine::Sqlite, Some((table, column))) => {
                let text = format!("SELECT typeof({column}) FROM {table} LIMIT 1");
                let kind: Option<(String,)> = db.clone().optional(sql("").written(text)).await?;
                kind.map(|(kind,)| kind)
            }
            _ => Some(found.declared.clone()),
        };
        Ok(match kind.as_deref() {
            Some("uuid") => IdKind::Uuid,
            Some("bigint" | "integer" | "smallint") => IdKind::Integer,
            _ => IdKind::Text,
        })
    }

    /// A column as the engine wants it quoted, with its table.
    fn place(&self, table: &str, column: &str) -> Option<(String, String)> {
        let table = self.tables.iter().find(|t| t.name == table)?;
        let column = table.columns.iter().find(|c| c.name == column)?;
        let physical = quote(&table.physical);
        let qualified = match &table.schema {
            Some(schema) => format!("{}.{physical}", quote(schema)),
            None => physical,
        };
        Some((qualified, quote(&column.physical)))
    }

    /// Whether the directory has a table, by the name our statements use.
    pub(in crate::layout) fn has(&self, table: &str) -> bool {
        self.tables.iter().any(|t| t.name == table)
    }

    /// Whether a table of the directory has a column, by the names our statements use.
    pub(in crate::layout) fn has_column(&self, table: &str, column: &str) -> bool {
        self.place(table, column).is_some()
    }

    /// The layout's name, as profiles use it.
    pub fn name(&self) -> &'static str {
        self.layout.name
    }

    /// What its makers call it.
    pub fn title(&self) -> &'static str {
        self.layout.title
    }

    /// Whether a key of the profile says something of its application.
    pub fn has_key(&self, name: &str) -> bool {
        self.layout.keys.contains(&name)
    }

    /// What its profile says.
    pub fn app(&self) -> &AppSettings {
        &self.app
    }

    /// What the application calls a table, by its name in our statements.
    pub(in crate::layout) fn called(&self, table: &'static str) -> &'static str {
        let wanted = self.layout.tables.iter().find(|w| w.name == table);
        wanted.map_or(table, |w| w.app)
    }

    /// The tables found: what each is, and its name here.
    pub fn found_tables(&self) -> Vec<(&'static str, String)> {
        let named = |t: &ForeignTable| match &t.schema {
            Some(schema) => format!("{schema}.{}", t.physical),
            None => t.physical.clone(),
        };
        self.tables
            .iter()
            .map(|t| (self.called(t.name), named(t)))
            .collect()
    }

    /// How each column of instants is spelled.
    pub fn times(&self) -> &[(String, Spelling)] {
        &self.times
    }

    /// The kind of id its users have.
    pub fn ids(&self) -> IdKind {
        self.ids
    }

    /// Why an action cannot be done here; `None` where it can.
    pub fn refusal(&self, verb: &str) -> Option<&'static str> {
        (self.layout.refusal)(self, verb)
    }

    /// What an operator should know before attaching, one sentence each.
    pub fn cautions(&self) -> Vec<String> {
        (self.layout.cautions)(self)
    }
}

impl std::fmt::Debug for Recognised {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recognised")
            .field("layout", &self.layout.name)
            .field("tables", &self.tables)
            .finish_non_exhaustive()
    }
}

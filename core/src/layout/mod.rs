//! How a directory spells its tables, columns, ids and times, and what a change means there.
//!
//! A layout is a name map as data and one function per change. The own layout's functions are written over the map, so
//! a directory with other names, ids or times runs the same ones.

mod adopted;
mod authjs;
mod better_auth;
mod changes;
#[cfg(test)]
mod example;
mod foreign;
mod mail;
mod own;
mod settings;
mod spelling;
mod supabase;
mod tables;

use crate::clock::Clock;
use crate::db::{Engine, Names, Table, Value};
use crate::entropy::Entropy;
use crate::error::{Error, Result};
use crate::ids::uuid_v7;
use crate::model::{Id, IdKind, SessionId, Ts};

pub use changes::{Changes, Edit, FactorsReset, Frozen, Link, NewCodeSet};
pub use foreign::{Known, KnownTable, NeededRight, Obstacle, Recognised, SchemaTool, Verdict};
pub(crate) use own::insert_user;
pub use settings::{AppKey, AppSettings, CodeStorage, Renamed, SessionStorage, SessionStrategy};
pub use spelling::Spelling;

/// One layout of one directory.
#[derive(Clone)]
pub struct Layout {
    name: &'static str,
    ids: IdKind,
    spelling: Spelling,
    tables: Vec<Table>,
    changes: &'static dyn Changes,
    foreign: Option<Box<Recognised>>,
}

impl Layout {
    /// Wardroom's own layout.
    pub fn own() -> Self {
        Self {
            name: "own",
            ids: IdKind::Uuid,
            spelling: Spelling::Native,
            tables: tables::own(),
            changes: &own::OWN,
            foreign: None,
        }
    }

    /// The layout of a foreign directory that was recognised.
    pub fn foreign(found: Recognised) -> Self {
        Self {
            name: found.name(),
            ids: found.ids(),
            spelling: Spelling::Native,
            tables: Vec::new(),
            changes: found.layout.changes,
            foreign: Some(Box::new(found)),
        }
    }

    /// The own layout's meaning under other names, ids and times: what a profile with renamed tables describes.
    pub fn renamed(ids: IdKind, spelling: Spelling, renamed: &[Table]) -> Self {
        let mut layout = Self {
            ids,
            spelling,
            name: "renamed",
            ..Self::own()
        };
        for table in &mut layout.tables {
            if let Some(new) = renamed.iter().find(|r| r.name == table.name) {
                table.clone_from(new);
                tables::alias(table);
            }
        }
        layout
    }

    /// What a foreign directory was recognised as; `None` for the own layout.
    pub fn recognised(&self) -> Option<&Recognised> {
        self.foreign.as_deref()
    }

    /// Whether the application's tables are another library's, which Wardroom never alters.
    pub fn is_foreign(&self) -> bool {
        self.foreign.is_some()
    }

    /// Why an action cannot be done in this directory; `None` where it can.
    pub fn refusal(&self, verb: &str) -> Option<&'static str> {
        match &self.foreign {
            Some(found) => found.refusal(verb),
            None => own::refusal(verb),
        }
    }

    /// Whether the directory has an application's table of this name in our statements.
    pub(crate) fn has(&self, table: &str) -> bool {
        self.foreign.as_ref().is_some_and(|f| f.has(table))
    }

    /// Whether the directory has a column of an application's table.
    pub(crate) fn has_column(&self, table: &str, column: &str) -> bool {
        self.foreign
            .as_ref()
            .is_some_and(|f| f.has_column(table, column))
    }

    /// What a last sign-in is that the users list has none of: not known, where only the sessions of now tell of one.
    pub fn unrecorded_sign_in(&self) -> Option<Ts> {
        self.dates_by_sessions().then_some(Ts::UNKNOWN)
    }

    /// Whether only its sessions tell when a user signed in last.
    pub(crate) fn dates_by_sessions(&self) -> bool {
        self.foreign.as_ref().is_some_and(|found| {
            let (sessions, _) = found.layout.sessions;
            let began = found.layout.signs_in;
            began.is_some_and(|began| found.has_column(sessions, began))
        })
    }

    /// What the application calls a table of its own, by its name in our statements.
    pub(crate) fn called(&self, table: &'static str) -> &'static str {
        self.foreign.as_ref().map_or(table, |f| f.called(table))
    }

    /// What the application's profile says; the defaults for the own layout.
    pub fn app(&self) -> AppSettings {
        self.foreign
            .as_ref()
            .map_or_else(AppSettings::default, |f| f.app().clone())
    }

    /// The layout's name, as profiles and messages use it.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The kind of id it uses.
    pub fn ids(&self) -> IdKind {
        self.ids
    }

    /// The logical tables it has.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Its names as `engine` needs them; `schema` qualifies its tables on PostgreSQL.
    pub fn names(&self, engine: Engine, schema: &str) -> Names {
        if let Some(found) = &self.foreign {
            return found.names(engine);
        }
        let schema = (engine == Engine::Postgres).then_some(schema);
        Names::new(
            engine,
            schema,
            self.tables.clone(),
            self.spelling.spelled(engine),
        )
        // Applications of other libraries have them; what is read of everyone's reads of nobody here.
        .with_readings(
            ["api_key", "passkey_in"]
                .map(|name| foreign::absent(name, engine, self.ids))
                .into(),
        )
    }

    /// An instant as this layout's columns spell it: to be written, or compared with a column.
    pub fn at(&self, at: Ts) -> Value {
        Value::Instant(self.spelling.spell(Some(at)))
    }

    /// As [`Layout::at`], for an instant that may be absent.
    pub fn at_opt(&self, at: Option<Ts>) -> Value {
        Value::Instant(self.spelling.spell(at))
    }

    /// A new id of this layout's kind.
    pub fn fresh_id(&self, clock: &dyn Clock, entropy: &dyn Entropy) -> Id {
        let id = uuid_v7(clock, entropy);
        match self.ids {
            IdKind::Uuid => Id::Uuid(id),
            IdKind::Text => Id::Text(id.to_string()),
            // 53 bits of it: an application in JavaScript must be able to hold the id.
            IdKind::Integer => {
                Id::Integer(i64::try_from(id.as_u128() & ((1 << 53) - 1)).unwrap_or(1))
            }
        }
    }

    /// Reads a session's id as a person wrote it.
    pub fn parse_session_id(&self, text: &str) -> Result<SessionId> {
        let kind = self.foreign.as_ref().map_or(self.ids, |f| f.session_ids);
        Self::parse("session", kind, text).map(SessionId)
    }

    /// Reads an id as a person wrote it.
    pub fn parse_id(&self, field: &'static str, text: &str) -> Result<Id> {
        Self::parse(field, self.ids, text)
    }

    fn parse(field: &'static str, kind: IdKind, text: &str) -> Result<Id> {
        kind.parse(text).ok_or_else(|| {
            let kind = match kind {
                IdKind::Uuid => "a UUID",
                IdKind::Text => "a text id",
                IdKind::Integer => "a number",
            };
            Error::invalid(
                field,
                format!("not an id of this directory; give {kind}, or the e-mail address"),
            )
        })
    }

    /// What each change does here.
    pub fn changes(&self) -> &'static dyn Changes {
        self.changes
    }
}

impl std::fmt::Debug for Layout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Layout")
            .field("name", &self.name)
            .field("ids", &self.ids)
            .finish_non_exhaustive()
    }
}

//! How a directory spells its tables, columns, ids and times, and what a change means there.
//!
//! A layout is a name map as data and one function per change. The own layout's functions are written over the map, so
//! a directory with other names, ids or times runs the same ones.

mod adopted;
mod changes;
mod own;
mod settings;
mod spelling;
mod tables;

use crate::clock::Clock;
use crate::db::{Engine, Names, Table, Value};
use crate::entropy::Entropy;
use crate::error::{Error, Result};
use crate::ids::uuid_v7;
use crate::model::{Id, IdKind, Ts};

pub use changes::{Changes, Edit, FactorsReset, Frozen, NewCodeSet};
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
            }
        }
        layout
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
        let schema = (engine == Engine::Postgres).then(|| schema.to_owned());
        Names::new(
            engine,
            schema,
            self.tables.clone(),
            self.spelling.as_native(engine),
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

    /// Reads an id as a person wrote it.
    pub fn parse_id(&self, field: &'static str, text: &str) -> Result<Id> {
        self.ids.parse(text).ok_or_else(|| {
            let kind = match self.ids {
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

//! The embedded migration sets: texts with tokens, filled in for one engine and one directory.

use sha2::{Digest, Sha384};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

use crate::db::names::quote;
use crate::db::{Engine, Names};
use crate::model::IdKind;

static PG_DIRECTORY: Migrator = sqlx::migrate!("../migrations/postgres/directory");
static PG_AUTHJS: Migrator = sqlx::migrate!("../migrations/postgres/authjs");
static PG_BOOKKEEPING: Migrator = sqlx::migrate!("../migrations/postgres/bookkeeping");
static PG_OPTIONAL: Migrator = sqlx::migrate!("../migrations/postgres/optional");
static LITE_DIRECTORY: Migrator = sqlx::migrate!("../migrations/sqlite/directory");
static LITE_AUTHJS: Migrator = sqlx::migrate!("../migrations/sqlite/authjs");
static LITE_BOOKKEEPING: Migrator = sqlx::migrate!("../migrations/sqlite/bookkeeping");
static LITE_OPTIONAL: Migrator = sqlx::migrate!("../migrations/sqlite/optional");

/// One of the four version sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// The own layout: users and everything that hangs on them.
    Directory,
    /// A directory in Auth.js's own spelling, which an application writes too: it only goes forward.
    Authjs,
    /// Wardroom's own tables beside any directory.
    Bookkeeping,
    /// What helps large directories and not every one: substring search.
    Optional,
}

impl Set {
    /// The sets a database of the own layout needs, in the order they are applied.
    pub const NEEDED: [Self; 2] = [Self::Directory, Self::Bookkeeping];
    /// The sets of a directory made in Auth.js's spelling, in that order.
    pub const AUTHJS: [Self; 2] = [Self::Authjs, Self::Bookkeeping];
    /// The one set of a directory that another library made: Wardroom's own tables beside it.
    pub const ATTACHED: [Self; 1] = [Self::Bookkeeping];
    /// Every set, each before those that stand on it.
    pub const ALL: [Self; 4] = [
        Self::Directory,
        Self::Authjs,
        Self::Bookkeeping,
        Self::Optional,
    ];

    /// The set's folder name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Directory => "directory",
            Self::Authjs => "authjs",
            Self::Bookkeeping => "bookkeeping",
            Self::Optional => "optional",
        }
    }

    /// Whether nothing of it is ever undone: an application that Wardroom does not know holds its rows there.
    pub const fn is_forward_only(self) -> bool {
        matches!(self, Self::Authjs)
    }

    /// The set that cannot stand in the same schema: it makes the accounts in another spelling.
    pub(super) const fn rival(self) -> Option<Self> {
        match self {
            Self::Directory | Self::Optional => Some(Self::Authjs),
            Self::Authjs => Some(Self::Directory),
            Self::Bookkeeping => None,
        }
    }

    /// The table that tracks what is applied; Wardroom's own, never sqlx's default.
    pub(super) fn tracking(self, engine: Engine, schema: &str) -> String {
        let beside = match engine {
            Engine::Sqlite => String::new(),
            Engine::Postgres => format!("{}.", quote(schema)),
        };
        match self {
            Self::Directory => format!("{beside}wardroom_directory_migrations"),
            Self::Authjs => format!("{beside}wardroom_authjs_migrations"),
            Self::Optional => format!("{beside}wardroom_optional_migrations"),
            Self::Bookkeeping => format!("{}migrations", Names::bookkeeping(engine)),
        }
    }

    /// The migrations with their tokens filled in; the checksum covers the up and the down text as written.
    pub(super) fn migrations(self, engine: Engine, schema: &str, ids: IdKind) -> Vec<Migration> {
        let source = self.source(engine);
        let text = |version: i64, up: bool| {
            source
                .iter()
                .find(|m| m.version == version && m.migration_type.is_up_migration() == up)
                .map(|m| m.sql.as_str())
        };
        source
            .iter()
            .map(|m| {
                let sql = fill(m.sql.as_str(), engine, schema, ids);
                let mut filled = Migration::new(
                    m.version,
                    m.description.clone(),
                    m.migration_type,
                    AssertSqlSafe(sql).into_sql_str(),
                    m.no_tx,
                );
                let both = Sha384::new()
                    .chain_update(text(m.version, true).unwrap_or_default())
                    .chain_update([0])
                    .chain_update(text(m.version, false).unwrap_or_default());
                filled.checksum = both.finalize().to_vec().into();
                filled
            })
            .collect()
    }

    fn source(self, engine: Engine) -> &'static Migrator {
        match (engine, self) {
            (Engine::Postgres, Self::Directory) => &PG_DIRECTORY,
            (Engine::Postgres, Self::Authjs) => &PG_AUTHJS,
            (Engine::Postgres, Self::Bookkeeping) => &PG_BOOKKEEPING,
            (Engine::Postgres, Self::Optional) => &PG_OPTIONAL,
            (Engine::Sqlite, Self::Directory) => &LITE_DIRECTORY,
            (Engine::Sqlite, Self::Authjs) => &LITE_AUTHJS,
            (Engine::Sqlite, Self::Bookkeeping) => &LITE_BOOKKEEPING,
            (Engine::Sqlite, Self::Optional) => &LITE_OPTIONAL,
        }
    }
}

fn fill(text: &str, engine: Engine, schema: &str, ids: IdKind) -> String {
    let directory = match engine {
        Engine::Sqlite => String::new(),
        Engine::Postgres => format!("{}.", quote(schema)),
    };
    let id = match (engine, ids) {
        (Engine::Postgres, IdKind::Uuid) => "uuid",
        (Engine::Postgres, IdKind::Integer) => "bigint",
        (Engine::Sqlite, IdKind::Uuid) => "BLOB",
        (Engine::Sqlite, IdKind::Integer) => "INTEGER",
        (_, IdKind::Text) => "TEXT",
    };
    text.replace("{d}", &directory)
        .replace("{w}", Names::bookkeeping(engine))
        .replace("{id}", id)
}

/// Whether `m` goes up.
pub(super) fn is_up(m: &Migration) -> bool {
    m.migration_type != MigrationType::ReversibleDown
}

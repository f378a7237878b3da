//! Which column of the existing table means which of the own layout's, as data: what is shared, added, kept in step.

use serde::{Deserialize, Serialize};

use super::shape::{Shape, Sort};
use crate::db::{Engine, Names, Spelled, Table};
use crate::error::{Error, Result};
use crate::model::IdKind;

/// A column of the own layout's users: its name, and its type and default on SQLite and on PostgreSQL.
pub(super) struct Own {
    pub(super) name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

const fn own(name: &'static str, sqlite: &'static str, postgres: &'static str) -> Own {
    Own {
        name,
        sqlite,
        postgres,
    }
}

/// What people read.
const fn text(name: &'static str) -> Own {
    own(name, "TEXT", "TEXT")
}

/// What is compared byte by byte.
const fn compared(name: &'static str) -> Own {
    own(name, "TEXT", "TEXT COLLATE \"C\"")
}

const fn instant(name: &'static str) -> Own {
    own(name, "INTEGER", "TIMESTAMPTZ")
}

const ACTIVE: &str = "TEXT NOT NULL DEFAULT 'active'";

/// What an adopted table gains: nullable, or with a constant default, so that no row is rewritten on either engine.
pub(super) const OWN: [Own; 16] = [
    compared("email_normalized"),
    instant("email_verified_at"),
    instant("email_changed_at"),
    compared("previous_email"),
    text("display_name"),
    own("status", ACTIVE, ACTIVE),
    instant("locked_at"),
    instant("locked_until"),
    text("lock_cause"),
    text("password_hash"),
    instant("password_changed_at"),
    own(
        "must_change_password",
        "INTEGER NOT NULL DEFAULT 0",
        "BOOLEAN NOT NULL DEFAULT FALSE",
    ),
    own(
        "failed_sign_ins",
        "INTEGER NOT NULL DEFAULT 0",
        "BIGINT NOT NULL DEFAULT 0",
    ),
    instant("last_sign_in_at"),
    instant("created_at"),
    instant("updated_at"),
];

impl Own {
    pub(super) fn sql(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

const PASSWORDS: [&str; 5] = [
    "password_hash",
    "hashed_password",
    "encrypted_password",
    "password_digest",
    "password",
];
const NAMES: [&str; 3] = ["display_name", "name", "full_name"];
const VERIFIED: [&str; 4] = [
    "email_verified",
    "is_verified",
    "verified",
    "email_confirmed",
];

/// Columns the operator names, where the usual names do not fit.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The column of the password hash.
    pub password: Option<String>,
    /// The column of the name people see.
    pub name: Option<String>,
    /// The boolean column that says the address was proved.
    pub verified: Option<String>,
}

/// A column of the own layout in an adopted table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name in the own layout.
    pub own: String,
    /// Its name in the table.
    pub physical: String,
    /// Whether adoption adds it; otherwise the application's column is used as it is.
    pub added: bool,
}

/// How the existing table's columns are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The kind of its ids: `uuid`, `text` or `integer`.
    pub ids: String,
    /// Every column of the own layout but the id and the address, which keep their names.
    pub columns: Vec<Column>,
    /// The application's name column, kept in step with `display_name`.
    pub name: Option<String>,
    /// The application's hash column, kept in step with `password_hash` where it is spelled otherwise.
    pub password: Option<String>,
    /// The application's boolean, kept in step with `email_verified_at`.
    pub verified: Option<String>,
    /// An expression that reads the application's own `created_at`, where it is of another type.
    pub(super) created: Option<String>,
    /// The application's columns among these that refuse NULL.
    pub(super) required: Vec<String>,
}

impl Mapping {
    /// Decides from what is there.
    pub(super) fn decide(shape: &Shape, wish: &Wish) -> Result<Self> {
        let password = shape.choose("--password-column", wish.password.as_deref(), &PASSWORDS)?;
        let name = shape.choose("--name-column", wish.name.as_deref(), &NAMES)?;
        let verified = shape.choose("--verified-column", wish.verified.as_deref(), &VERIFIED)?;
        if let Some(v) = verified.and_then(|v| shape.column(v))
            && shape.engine == Engine::Postgres
            && v.declared != "boolean"
        {
            let why = format!("column {} is {}, not boolean", v.name, v.declared);
            return Err(Error::invalid("--verified-column", why));
        }
        let columns: Vec<Column> = OWN
            .iter()
            .map(|own| {
                let found = shape.column(own.name);
                let shared = found.is_some_and(|f| f.sort == Sort::of(own.name));
                Column {
                    own: own.name.to_owned(),
                    physical: match found {
                        Some(_) if !shared => format!("wardroom_{}", own.name),
                        _ => own.name.to_owned(),
                    },
                    added: !shared,
                }
            })
            .collect();
        let twin = |own: &str, app: Option<&str>| {
            let same = |c: &&Column| c.own == own && !c.added && Some(c.physical.as_str()) == app;
            app.filter(|_| columns.iter().find(same).is_none())
                .map(str::to_owned)
        };
        let added = |own: &str| columns.iter().any(|c| c.own == own && c.added);
        let mapping = Self {
            ids: shape.ids_word().to_owned(),
            name: twin("display_name", name),
            password: twin("password_hash", password),
            verified: verified.map(str::to_owned),
            created: shape.created().filter(|_| added("created_at")),
            required: shape.required(),
            columns,
        };
        Ok(mapping)
    }

    /// The kind of its ids.
    pub fn ids(&self) -> IdKind {
        match self.ids.as_str() {
            "integer" => IdKind::Integer,
            "uuid" => IdKind::Uuid,
            _ => IdKind::Text,
        }
    }

    /// The own layout's columns that are spelled otherwise here.
    pub fn renamed(&self) -> Vec<(&'static str, String)> {
        OWN.iter()
            .filter_map(|own| {
                let column = self.columns.iter().find(|c| c.own == own.name)?;
                (column.physical != own.name).then(|| (own.name, column.physical.clone()))
            })
            .collect()
    }

    pub(super) fn is_required(&self, column: &str) -> bool {
        self.required.iter().any(|r| r == column)
    }

    /// The table under its logical names, the application's columns among them.
    pub(super) fn names(&self, engine: Engine, schema: &str) -> Names {
        let mut columns = self.renamed();
        let apps = [
            ("app_name", &self.name),
            ("app_password", &self.password),
            ("app_verified", &self.verified),
        ];
        columns.extend(
            apps.into_iter()
                .filter_map(|(key, column)| Some((key, column.clone()?))),
        );
        names(engine, schema, columns)
    }
}

/// The names adoption's statements use.
pub(super) fn names(engine: Engine, schema: &str, columns: Vec<(&'static str, String)>) -> Names {
    let table = |name, physical: &str, columns| Table {
        name,
        physical: physical.to_owned(),
        columns,
    };
    let tables = vec![
        table("user", "users", columns),
        table("adoption", super::TABLE, Vec::new()),
        table("in_step", "wardroom_in_step", Vec::new()),
        table("normalized_key", "users_email_normalized_key", Vec::new()),
    ];
    let schema = (engine == Engine::Postgres).then_some(schema);
    Names::new(engine, schema, tables, Spelled::native())
}

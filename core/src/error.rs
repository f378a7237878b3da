//! What can go wrong, split by what the caller can do about it; one sentence each, never a secret.

use crate::model::{Refusal, TokenFault, Ts};

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong, told apart by what the caller can do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing has that id, name or address.
    #[error("no {what} {id}")]
    NotFound {
        /// The kind of thing, in the words of the directory.
        what: &'static str,
        /// What was looked for, as the caller gave it.
        id: String,
    },
    /// It exists already, or changed under the caller's feet.
    #[error("{what} {value} exists already or has changed; look again")]
    Conflict {
        /// The kind of thing.
        what: &'static str,
        /// The value that collides.
        value: String,
    },
    /// A value that cannot be accepted.
    #[error("{field}: {why}")]
    Invalid {
        /// The field, option or setting.
        field: &'static str,
        /// Why, and what would be accepted.
        why: String,
    },
    /// The operator may not do this, or not now; the refusal is in the audit.
    #[error("{action} refused: {refusal}")]
    Refused {
        /// The verb.
        action: &'static str,
        /// Why, and what would help.
        refusal: Refusal,
    },
    /// An access token that does not count. The sentence never says why: answer 401 to all of them alike.
    #[error("the access token does not count; sign in again")]
    Token(TokenFault),
    /// This layout cannot bear the change.
    #[error("{action} is not possible on a {layout} directory: {why}")]
    Unsupported {
        /// The verb.
        action: &'static str,
        /// The layout's name.
        layout: &'static str,
        /// Why not.
        why: &'static str,
    },
    /// The directory is open for reading only.
    #[error("the directory is read-only: {why}")]
    ReadOnly {
        /// Why, and what would open it.
        why: String,
    },
    /// Somebody else holds it; try again.
    #[error("{what} is busy{}; try again", until.map(|t| format!(" until {t}")).unwrap_or_default())]
    Busy {
        /// What is held.
        what: &'static str,
        /// Until when, where known.
        until: Option<Ts>,
    },
    /// Stored data that cannot be what it should be.
    #[error("{what} is corrupt: {why}")]
    Corrupt {
        /// Table, column or file, and the row.
        what: String,
        /// What was found.
        why: String,
    },
    /// The database cannot be reached or used as it is.
    #[error("{0}")]
    Connect(#[from] crate::db::ConnectError),
    /// The schema is not what this program knows.
    #[error("{0}")]
    Migrate(#[from] crate::db::MigrateError),
    /// A secret, key or code that cannot be used.
    #[error("{0}")]
    Crypto(#[from] crate::crypto::CryptoError),
    /// The database said no.
    #[error("database: {0}")]
    Database(String),
}

impl Error {
    /// A [`Error::NotFound`] for `what`.
    pub fn not_found(what: &'static str, id: impl std::fmt::Display) -> Self {
        Self::NotFound {
            what,
            id: id.to_string(),
        }
    }

    /// An [`Error::Invalid`] for `field`.
    pub fn invalid(field: &'static str, why: impl Into<String>) -> Self {
        Self::Invalid {
            field,
            why: why.into(),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            // PostgreSQL's `Display` carries the line of its own C source: the message is what a person can use.
            sqlx::Error::Database(e) if e.is_unique_violation() => Self::Conflict {
                what: "a row",
                value: e
                    .constraint()
                    .or(e.table())
                    .unwrap_or("with this key")
                    .to_owned(),
            },
            sqlx::Error::Database(e) if is_busy(e.code().as_deref()) => Self::Busy {
                what: "the database",
                until: None,
            },
            sqlx::Error::Database(e) if is_read_only(e.code().as_deref()) => Self::ReadOnly {
                why: "the engine refuses every change here".to_owned(),
            },
            sqlx::Error::Database(e) => Self::Database(e.message().to_owned()),
            // What the system says of a socket helps nobody, and would push what to do next off the line.
            sqlx::Error::Io(_) => Self::Database("the connection was lost".to_owned()),
            sqlx::Error::PoolTimedOut => Self::Busy {
                what: "the connection pool",
                until: None,
            },
            sqlx::Error::ColumnDecode { index, source } => Self::Corrupt {
                what: format!("column {index}"),
                why: source.to_string(),
            },
            other => Self::Database(other.to_string()),
        }
    }
}

/// `SQLITE_READONLY` and its extended forms; PostgreSQL's transaction that may only read.
fn is_read_only(code: Option<&str>) -> bool {
    matches!(
        code,
        Some("8" | "264" | "520" | "776" | "1032" | "1288" | "1544" | "25006")
    )
}

/// `SQLITE_BUSY` and its extended forms; PostgreSQL's lock, time-out, serialization and deadlock codes.
fn is_busy(code: Option<&str>) -> bool {
    matches!(
        code,
        Some("5" | "261" | "517" | "6" | "55P03" | "57014" | "40001" | "40P01")
    )
}

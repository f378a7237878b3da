//! Where a directory is: a URL taken apart, never printed with its password.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::sqlite::SqliteConnectOptions;

use super::{ConnectError, ConnectFault, Engine};

/// The address of a directory.
#[derive(Clone)]
pub struct Target {
    pub(super) options: Options,
    shown: String,
}

#[derive(Clone)]
pub(super) enum Options {
    Sqlite(Box<SqliteConnectOptions>),
    Postgres(Box<PgConnectOptions>),
}

impl Target {
    /// Which engine the address is for.
    pub fn engine(&self) -> Engine {
        match self.options {
            Options::Sqlite(_) => Engine::Sqlite,
            Options::Postgres(_) => Engine::Postgres,
        }
    }

    /// The SQLite file, where it is one.
    pub fn file(&self) -> Option<PathBuf> {
        match &self.options {
            Options::Sqlite(options) => Some(options.get_filename().to_path_buf()),
            Options::Postgres(_) => None,
        }
    }

    /// The address to write down: the role and how TLS is asked for are in it, a password never; a role that would need
    /// escaping is left out too.
    pub fn to_write_down(&self) -> String {
        match &self.options {
            Options::Sqlite(options) => std::path::absolute(options.get_filename()).map_or_else(
                |_| self.shown.clone(),
                |file| format!("sqlite:{}", file.display()),
            ),
            Options::Postgres(options) => {
                let role = options.get_username();
                let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
                let role = role.chars().all(is_plain).then(|| format!("{role}@"));
                let role = role.unwrap_or_default();
                let tls = asked(options.get_ssl_mode());
                format!(
                    "{}{tls}",
                    self.shown.replacen("://", &format!("://{role}"), 1)
                )
            }
        }
    }

    /// The address of a SQLite file.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let shown = format!("sqlite:{}", path.display());
        Self {
            options: Options::Sqlite(Box::new(SqliteConnectOptions::new().filename(path))),
            shown,
        }
    }

    pub(super) fn fault(&self, fault: ConnectFault, why: impl fmt::Display) -> ConnectError {
        ConnectError {
            fault,
            message: format!("{}: {why}", self.shown),
        }
    }
}

/// The parameter that asks for TLS so; nothing for what is asked anyway.
fn asked(mode: PgSslMode) -> &'static str {
    match mode {
        PgSslMode::Prefer => "",
        PgSslMode::Disable => "?sslmode=disable",
        PgSslMode::Allow => "?sslmode=allow",
        PgSslMode::Require => "?sslmode=require",
        PgSslMode::VerifyCa => "?sslmode=verify-ca",
        PgSslMode::VerifyFull => "?sslmode=verify-full",
    }
}

impl FromStr for Target {
    type Err = ConnectError;

    /// `postgres://user@host/database`, `sqlite:path`, or the path of a file that ends in `.db` or `.sqlite`.
    fn from_str(url: &str) -> Result<Self, ConnectError> {
        // The message never echoes the text: a mistyped URL may carry a password anywhere.
        let bad = |why: String| ConnectError {
            fault: ConnectFault::BadUrl,
            message: format!("database URL: {why}"),
        };
        if let Some(rest) = url.strip_prefix("sqlite:") {
            let path = rest.strip_prefix("//").unwrap_or(rest);
            if path.is_empty() || path.contains('?') || path.contains('\0') {
                return Err(bad(
                    "give the path of a file, as in sqlite:accounts.db, without parameters".into(),
                ));
            }
            return Ok(Self::sqlite(path));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url).map_err(|_| {
                bad("not a PostgreSQL URL; the form is postgres://user@host:5432/database?sslmode=verify-full".into())
            })?;
            // An unescaped `/` in a password ends the host there, and the rest would pass for a database to be named.
            if options
                .get_database()
                .is_some_and(|name| name.contains('@'))
            {
                return Err(bad(
                    "write a `/`, `?`, `#` or `@` inside the password as %2F, %3F, %23 or %40"
                        .into(),
                ));
            }
            let shown = format!(
                "postgres://{}/{}",
                options.get_socket().map_or_else(
                    || format!("{}:{}", options.get_host(), options.get_port()),
                    |s| s.display().to_string()
                ),
                options.get_database().unwrap_or(options.get_username())
            );
            let options = options.application_name("wardroom");
            return Ok(Self {
                options: Options::Postgres(Box::new(options)),
                shown,
            });
        }
        let lower = url.to_ascii_lowercase();
        if [".db", ".sqlite", ".sqlite3"]
            .iter()
            .any(|end| lower.ends_with(end))
            && !url.contains("://")
        {
            return Ok(Self::sqlite(url));
        }
        Err(bad(
            "begin it with postgres:// or sqlite:, or name a .db file".into(),
        ))
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Target({})", self.shown)
    }
}

//! What Wardroom cannot read from an application's database: its profile says it, one key for each field.

mod read;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use jiff::tz::TimeZone;
use secrecy::{ExposeSecret, SecretString};

use crate::crypto::key_file;
use crate::error::{Error, Result};
use crate::model::words::words;
use read::{address, identifier, life, page, path, provider, switch, word, zone};

words! {
    /// Where an application keeps its sessions.
    SessionStorage {
        /// In the database, where a deleted row ends one.
        Database = "database",
        /// In a secondary storage alone: there are no rows to see or to end.
        Elsewhere = "elsewhere",
        /// In both: a deleted row is not enough.
        Both = "both",
    }
}

words! {
    /// What an application's session is.
    SessionStrategy {
        /// A row.
        Database = "database",
        /// A signed or encrypted cookie that nobody can take back.
        Jwt = "jwt",
    }
}

words! {
    /// How an application stores its backup codes.
    CodeStorage {
        /// Encrypted with the application's secret.
        Encrypted = "encrypted",
        /// As they are.
        Plain = "plain",
        /// By functions of its own, which nobody else can follow.
        Custom = "custom",
    }
}

/// What an application calls one of its tables, and the columns of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renamed {
    /// The table's name, where it is not the usual one.
    pub table: Option<String>,
    /// The usual name of a column to the application's.
    pub columns: BTreeMap<String, String>,
}

/// One key of [`AppSettings`] as documentation shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AppKey {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub does: &'static str,
    /// Whether it is true or false, and nothing else.
    pub is_switch: bool,
}

impl AppKey {
    /// A value to show: the first in its description, `such as` an example if it gives one.
    pub fn example(&self) -> &'static str {
        let after = |mark: &str| {
            let (_, rest) = self.does.split_once(mark)?;
            rest.split('`').next()
        };
        match after("such as `").or_else(|| after("`")) {
            Some(_) if self.is_switch => "true",
            Some(value) => value,
            None => "…",
        }
    }
}

macro_rules! settings {
    ($($(#[doc = $does:literal])+ $field:ident: $kind:ty = $default:expr, $read:ident;)+) => {
        /// What an application's profile says of it; the default is what the libraries do unless told otherwise.
        #[derive(Clone, Debug)]
        pub struct AppSettings {
            $($(#[doc = $does])+ pub $field: $kind,)+
            /// The application's secret, once [`AppSettings::with_secret`] has read it.
            pub secret: Option<SecretString>,
            /// The tables whose name or columns are not the usual ones, by their usual name.
            pub renamed: BTreeMap<String, Renamed>,
        }

        impl Default for AppSettings {
            fn default() -> Self {
                Self { $($field: $default,)+ secret: None, renamed: BTreeMap::new() }
            }
        }

        impl AppSettings {
            /// Every key with a value of its own, in the order of declaration; renamed tables are told by [`AppSettings::set`] as well.
            pub fn keys() -> Vec<AppKey> {
                vec![$(AppKey {
                    name: stringify!($field),
                    does: concat!($($does),+).trim_ascii(),
                    is_switch: stringify!($read) == "switch",
                },)+]
            }

            /// Takes the text of one key; a table is renamed by `tables.USUAL.table` and `tables.USUAL.columns.USUAL`.
            pub fn set(&mut self, key: &str, text: &str) -> Result<()> {
                match key {
                    $(stringify!($field) => {
                        self.$field = $read(text).map_err(|why| Error::invalid(stringify!($field), why))?;
                    })+
                    _ => return self.rename(key, text),
                }
                Ok(())
            }
        }
    };
}

settings! {
    /// The zone the application writes a `timestamp` without one in, such as `America/New_York`; UTC unless set.
    time_zone: TimeZone = TimeZone::UTC, zone;
    /// The file that holds the application's secret (mode 0600); the secret itself is never written here.
    secret_file: Option<PathBuf> = None, path;
    /// Where the application's auth routes are reached, such as `https://app.example/api/auth`.
    base_url: Option<String> = None, address;
    /// The application's own page for a new password, such as `https://app.example/new-password`; `?token=` and the token
    /// are added to it.
    reset_page: Option<String> = None, page;
    /// What mails sign-in links, where anything does: the provider's id, such as `nodemailer` (Auth.js); who has no other way
    /// in still has this one.
    email_provider: Option<String> = None, provider;
    /// How long the application believes a cookie cache or an access token after its session ended, such as `5m`.
    access_token_life: Option<Duration> = None, life;
    /// Where its sessions are: `database`, `elsewhere` (a secondary storage) or `both`.
    session_storage: SessionStorage = SessionStorage::Database, word;
    /// What its session is: `database` (a row) or `jwt` (a cookie nobody can take back).
    session_strategy: SessionStrategy = SessionStrategy::Database, word;
    /// `true` where it keeps ended sessions on purpose (Better Auth: `preserveSessionInDatabase`).
    keeps_ended_sessions: bool = false, switch;
    /// How it stores backup codes: `encrypted`, `plain` or `custom`.
    code_storage: CodeStorage = CodeStorage::Encrypted, word;
    /// `true` where it removes expired rows itself, so that the worker leaves them to it.
    app_sweeps: bool = false, switch;
}

impl AppSettings {
    /// The same with the secret read from its file, where one is named; the file's owner and mode are checked.
    pub fn with_secret(mut self) -> Result<Self> {
        let Some(file) = &self.secret_file else {
            return Ok(self);
        };
        let text = key_file::read(file)?;
        // An editor ends the line; no application's secret ends in one.
        let secret = text.expose_secret().trim_end_matches(['\n', '\r']);
        if secret.is_empty() {
            return Err(Error::invalid("secret_file", "the file is empty"));
        }
        self.secret = Some(secret.into());
        Ok(self)
    }

    /// The names of the table usually called `usual`, where the profile gives any.
    pub fn renamed(&self, usual: &str) -> Option<&Renamed> {
        self.renamed.get(usual)
    }

    fn rename(&mut self, key: &str, text: &str) -> Result<()> {
        let unknown = || {
            let known: Vec<&str> = Self::keys().iter().map(|key| key.name).collect();
            let why = format!(
                "unknown key `{key}`; known are {}, tables",
                known.join(", ")
            );
            Error::invalid("app", why)
        };
        let name = || identifier(text).map_err(|why| Error::invalid("tables", why));
        let parts: Vec<&str> = key.split('.').collect();
        match parts[..] {
            ["tables", usual, "table"] if !usual.is_empty() => {
                self.renamed.entry(usual.to_owned()).or_default().table = Some(name()?);
            }
            ["tables", usual, "columns", column] if !usual.is_empty() && !column.is_empty() => {
                let name = name()?;
                let renamed = self.renamed.entry(usual.to_owned()).or_default();
                renamed.columns.insert(column.to_owned(), name);
            }
            _ => return Err(unknown()),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

//! What a scene may choose of a Better Auth app.

use serde::Serialize;
use serde_json::Value;

/// Which of its adapters the app uses, and with it how tables are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// Its own (Kysely): camelCase; text times on SQLite.
    BuiltIn,
    /// Drizzle as its CLI writes it: `snake_case`; millisecond integers on SQLite.
    Drizzle,
    /// Prisma as its CLI writes it: camelCase; text times with an offset on SQLite.
    Prisma,
}

/// What a scene may choose of an app.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetterAuthSettings {
    /// The secret (`BETTER_AUTH_SECRET`); one of the scenes' own by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// Versioned secrets, `[{"version": 2, "value": "…"}, …]`, the current one first.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub secrets: Value,
    /// For how many seconds the signed session cookie is believed without asking the database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cookie_cache: Option<u32>,
    /// `serial` or `uuid`; 32 letters and digits by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generate_id: Option<&'static str>,
    /// Whether an unverified address cannot sign in.
    pub require_email_verification: bool,
    /// Other names, `{"user": {"modelName": "app_users", "fields": {"emailVerified": "is_verified"}}, …}`.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub tables: Value,
    /// Whether the tables are there already, so that the app makes none.
    pub tables_exist: bool,
    /// The time zone the app's process runs in; UTC by default.
    #[serde(skip)]
    pub time_zone: Option<&'static str>,
}

//! Better Auth's tables as its own migrations and Drizzle's make them, so that scenes need no Node.

use crate::database::Engine;

/// How its tables are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spelling {
    /// By its own migrations: camel case; instants with their zone, or ISO text on SQLite.
    BuiltIn,
    /// By Drizzle: snake case; the wall clock of UTC, or milliseconds on SQLite.
    Drizzle,
}

const TABLES: &str = r#"
CREATE TABLE "user" (id text PRIMARY KEY, name text NOT NULL, email text NOT NULL UNIQUE, emailVerified BOOL NOT NULL,
    image text, createdAt TIME NOT NULL, updatedAt TIME NOT NULL, twoFactorEnabled BOOL, role text, banned BOOL,
    banReason text, banExpires TIME);
CREATE TABLE session (id text PRIMARY KEY, expiresAt TIME NOT NULL, token text NOT NULL UNIQUE,
    createdAt TIME NOT NULL, updatedAt TIME NOT NULL, ipAddress text, userAgent text,
    userId text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE, impersonatedBy text, activeOrganizationId text);
CREATE TABLE account (id text PRIMARY KEY, accountId text NOT NULL, providerId text NOT NULL,
    userId text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE, accessToken text, refreshToken text, idToken text,
    accessTokenExpiresAt TIME, refreshTokenExpiresAt TIME, scope text, password text,
    createdAt TIME NOT NULL, updatedAt TIME NOT NULL);
CREATE TABLE verification (id text PRIMARY KEY, identifier text NOT NULL, value text NOT NULL,
    expiresAt TIME NOT NULL, createdAt TIME NOT NULL, updatedAt TIME NOT NULL);
CREATE TABLE twoFactor (id text PRIMARY KEY, secret text NOT NULL, backupCodes text NOT NULL,
    userId text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE, verified BOOL, failedVerificationCount integer,
    lockedUntil TIME);
CREATE TABLE passkey (id text PRIMARY KEY, name text, publicKey text NOT NULL,
    userId text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE, credentialID text NOT NULL, counter integer NOT NULL,
    deviceType text NOT NULL, backedUp BOOL NOT NULL, transports text, createdAt TIME, aaguid text);
CREATE TABLE apikey (id text PRIMARY KEY, configId text NOT NULL, name text, start text, referenceId text NOT NULL,
    prefix text, key text NOT NULL, enabled BOOL, lastRequest TIME, expiresAt TIME,
    createdAt TIME NOT NULL, updatedAt TIME NOT NULL);
CREATE TABLE organization (id text PRIMARY KEY, name text NOT NULL, slug text NOT NULL UNIQUE, logo text,
    createdAt TIME NOT NULL, metadata text);
CREATE TABLE member (id text PRIMARY KEY, organizationId text NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    userId text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE, role text NOT NULL, createdAt TIME NOT NULL);
CREATE TABLE invitation (id text PRIMARY KEY,
    organizationId text NOT NULL REFERENCES organization (id) ON DELETE CASCADE, email text NOT NULL, role text,
    status text NOT NULL, expiresAt TIME NOT NULL, createdAt TIME NOT NULL,
    inviterId text NOT NULL REFERENCES "user" (id) ON DELETE CASCADE);
CREATE TABLE jwks (id text PRIMARY KEY, publicKey text NOT NULL, privateKey text NOT NULL, createdAt TIME NOT NULL,
    expiresAt TIME);
"#;

/// The types of its instants and of its truth.
pub const fn types(engine: Engine, spelling: Spelling) -> (&'static str, &'static str) {
    match (engine, spelling) {
        (Engine::Postgres, Spelling::BuiltIn) => ("timestamptz", "boolean"),
        (Engine::Postgres, Spelling::Drizzle) => ("timestamp", "boolean"),
        (Engine::Sqlite, Spelling::BuiltIn) => ("date", "integer"),
        (Engine::Sqlite, Spelling::Drizzle) => ("integer", "integer"),
    }
}

/// The statements that make its tables.
pub fn ddl(engine: Engine, spelling: Spelling) -> String {
    let (time, truth) = types(engine, spelling);
    spelled(TABLES, spelling)
        .replace("TIME", time)
        .replace("BOOL", truth)
}

/// The same statements with their names as the spelling has them; names are written in camel case.
pub fn spelled(sql: &str, spelling: Spelling) -> String {
    let mut out = String::with_capacity(sql.len() + 64);
    let mut word = String::new();
    for c in sql.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        out.push_str(&name(&word, spelling));
        word.clear();
        out.push(c);
    }
    out
}

/// One name: camel case is quoted as it is, or becomes snake case.
fn name(word: &str, spelling: Spelling) -> String {
    let is_camel = word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.contains(|c: char| c.is_ascii_uppercase());
    match spelling {
        _ if !is_camel => word.to_owned(),
        Spelling::BuiltIn => format!("\"{word}\""),
        Spelling::Drizzle => word
            .chars()
            .flat_map(|c| {
                let gap = c.is_ascii_uppercase().then_some('_');
                gap.into_iter().chain([c.to_ascii_lowercase()])
            })
            .collect::<String>()
            .replace("credential_i_d", "credential_id"),
    }
}

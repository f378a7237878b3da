//! Auth.js's tables as each adapter spells them, so that scenes need no Node.

use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::model::Ts;

use crate::database::{Engine, Fresh};

/// Whose tables they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Of `@auth/pg-adapter`, on PostgreSQL: integer ids, nothing unique but the keys, no foreign keys.
    PgAdapter,
    /// Prisma's models as documented.
    Prisma,
    /// The same with `@@map` and `@map`: plural and snake case; sessions have ids.
    PrismaMapped,
    /// The tables of the Drizzle adapter.
    Drizzle,
    /// Those that `wardroom init --layout authjs` makes.
    Made,
}

impl Variant {
    /// Those there are on an engine.
    pub fn on(engine: Engine) -> Vec<Self> {
        let mut all = vec![Self::Prisma, Self::PrismaMapped, Self::Drizzle, Self::Made];
        if engine == Engine::Postgres {
            all.push(Self::PgAdapter);
        }
        all
    }

    /// Makes the tables.
    pub async fn make(self, db: &Fresh) {
        match self {
            Self::Made => {
                let target = db.url().parse().unwrap();
                up(&Place::own(&target), Set::Authjs).await.unwrap();
            }
            _ => db.run(&self.ddl(db.engine())).await.unwrap(),
        }
    }

    /// The statements that make them, where an adapter's and not those of a migration of ours.
    pub fn ddl(self, engine: Engine) -> String {
        match self {
            Self::PgAdapter => PG_ADAPTER.to_owned(),
            Self::PrismaMapped => {
                let ids = "ALTER TABLE {Session} ADD COLUMN id text";
                self.spelled(engine, TABLES) + &self.spelled(engine, ids)
            }
            _ => self.spelled(engine, TABLES),
        }
    }

    /// Whether sessions have ids besides their tokens.
    pub fn names_sessions(self) -> bool {
        matches!(self, Self::PgAdapter | Self::PrismaMapped)
    }

    /// A user's id as it stands in a statement.
    pub fn user(self, n: u8) -> String {
        match self {
            Self::PgAdapter => n.to_string(),
            _ => format!("'u{n}'"),
        }
    }

    /// Statements with the names as they are here: `{User}` a table, `{userId}` a column, `{at 2026-…Z}` an instant,
    /// `{time}` its type.
    pub fn spelled(self, engine: Engine, sql: &str) -> String {
        let mut out = String::new();
        let mut rest = sql;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}').unwrap();
            out.push_str(before);
            out.push_str(&self.name(engine, name));
            rest = tail;
        }
        out + rest
    }

    fn name(self, engine: Engine, name: &str) -> String {
        if let Some(at) = name.strip_prefix("at ") {
            return self.time(engine, at);
        }
        if name == "time" {
            return match (engine, self) {
                (Engine::Postgres, Self::Drizzle) => "timestamp",
                (Engine::Postgres, _) => "timestamp(3)",
                (Engine::Sqlite, Self::Drizzle) => "integer",
                (Engine::Sqlite, _) => "DATETIME",
            }
            .to_owned();
        }
        let snake = || {
            let gap = |c: char| c.is_ascii_uppercase().then_some('_').into_iter();
            let letters = name
                .chars()
                .flat_map(|c| gap(c).chain([c.to_ascii_lowercase()]));
            letters.collect::<String>()
        };
        let is_table = name.starts_with(|c: char| c.is_ascii_uppercase());
        let spelled = match (self, is_table) {
            (Self::PgAdapter, true) if name == "VerificationToken" => {
                "verification_token".to_owned()
            }
            (Self::PgAdapter, true) => format!("{}s", name.to_lowercase()),
            (Self::PrismaMapped, true) => format!("{}s", snake().trim_start_matches('_')),
            (Self::PrismaMapped, false) => snake(),
            (Self::Drizzle, true) => name[..1].to_lowercase() + &name[1..],
            _ => name.to_owned(),
        };
        format!("\"{spelled}\"")
    }

    /// An instant as the adapter writes it: Prisma on SQLite leaves ISO text with an offset, the tables made here take
    /// milliseconds alone.
    fn time(self, engine: Engine, at: &str) -> String {
        match (engine, self) {
            (Engine::Sqlite, Self::Prisma | Self::PrismaMapped) => {
                format!("'{}'", at.replace('Z', "+00:00"))
            }
            (Engine::Postgres, Self::PgAdapter) => format!("'{at}'"),
            (Engine::Postgres, _) => format!("'{}'", at.trim_end_matches('Z')),
            (Engine::Sqlite, _) => {
                let at: Ts = at.parse().unwrap();
                (at.us() / 1_000).to_string()
            }
        }
    }
}

const PG_ADAPTER: &str = include_str!("../../node/authjs/pg.sql");

const TABLES: &str = r"
CREATE TABLE {User} (id text NOT NULL PRIMARY KEY, name text, email text UNIQUE, {emailVerified} {time}, image text);
CREATE TABLE {Account} ({userId} text NOT NULL REFERENCES {User} (id) ON DELETE CASCADE, type text NOT NULL,
    provider text NOT NULL, {providerAccountId} text NOT NULL, refresh_token text, access_token text, expires_at integer,
    token_type text, scope text, id_token text, session_state text, PRIMARY KEY (provider, {providerAccountId}));
CREATE TABLE {Session} ({sessionToken} text NOT NULL UNIQUE,
    {userId} text NOT NULL REFERENCES {User} (id) ON DELETE CASCADE, expires {time} NOT NULL);
CREATE TABLE {VerificationToken} (identifier text NOT NULL, token text NOT NULL, expires {time} NOT NULL,
    PRIMARY KEY (identifier, token));
";

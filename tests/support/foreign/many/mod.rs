//! Directories of other libraries as large as real ones, with the indexes the libraries make and no others.

mod authjs;
mod better_auth;
mod supabase;

use super::authjs::Variant;
use super::better_auth::Spelling;
use crate::database::Engine;

/// Whose directory it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Many {
    /// Better Auth's, as its own migrations make it.
    BetterAuth,
    /// That of `@auth/pg-adapter`: nothing has an index but the primary keys.
    PgAdapter,
    /// That of Auth.js over Drizzle.
    Drizzle,
    /// Supabase Auth's.
    Supabase,
}

/// Rows of one table.
struct Rows {
    table: &'static str,
    /// How many, as an expression over `{n}`, the number of users.
    count: &'static str,
    /// Each column as an expression over the row number `i`: `ID[…]` an id, `AT[…]` the instant so many seconds ago.
    columns: &'static [(&'static str, &'static str)],
}

const fn rows(
    table: &'static str,
    count: &'static str,
    columns: &'static [(&'static str, &'static str)],
) -> Rows {
    Rows {
        table,
        count,
        columns,
    }
}

impl Many {
    /// Those there are on an engine.
    pub const fn on(engine: Engine) -> &'static [Self] {
        match engine {
            Engine::Sqlite => &[Self::BetterAuth, Self::Drizzle],
            Engine::Postgres => &[
                Self::BetterAuth,
                Self::PgAdapter,
                Self::Drizzle,
                Self::Supabase,
            ],
        }
    }

    /// As reports name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BetterAuth => "better-auth",
            Self::PgAdapter => "authjs-pg",
            Self::Drizzle => "authjs-drizzle",
            Self::Supabase => "supabase",
        }
    }

    /// The statements that make its tables with their indexes.
    pub fn tables(self, engine: Engine) -> String {
        match self {
            Self::BetterAuth => {
                super::better_auth::ddl(engine, Spelling::BuiltIn)
                    + &super::better_auth::spelled(better_auth::INDEXES, Spelling::BuiltIn)
            }
            Self::PgAdapter => Variant::PgAdapter.ddl(engine),
            Self::Drizzle => Variant::Drizzle.ddl(engine),
            Self::Supabase => crate::supabase::script(),
        }
    }

    /// The statements that fill them with `users` users and three sessions each, as of `now` in seconds since 1970; the
    /// `i`th user has the address [`Many::address`] says.
    pub fn fill(self, engine: Engine, users: u64, now: i64) -> String {
        let all = match self {
            Self::BetterAuth => better_auth::ROWS,
            Self::PgAdapter => authjs::PG_ADAPTER,
            Self::Drizzle => authjs::DRIZZLE,
            Self::Supabase => supabase::ROWS,
        };
        let (before, after) = match engine {
            Engine::Sqlite => (
                "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;\n",
                "ANALYZE;",
            ),
            Engine::Postgres => (
                "SET session_replication_role = replica;\n",
                "SET session_replication_role = origin;",
            ),
        };
        let inserts: String = all.iter().map(|r| self.insert(engine, r, now)).collect();
        format!("{before}{inserts}{after}").replace("{n}", &users.to_string())
    }

    /// The address of the `i`th of `users` users; their order is not that of the rows.
    pub fn address(users: u64, i: u64) -> String {
        format!("user{}@mail.example", i * 7919 % users)
    }

    fn insert(self, engine: Engine, rows: &Rows, now: i64) -> String {
        let Rows {
            table,
            count,
            columns,
        } = rows;
        let names: Vec<String> = columns.iter().map(|c| format!("\"{}\"", c.0)).collect();
        let values: Vec<String> = columns
            .iter()
            .map(|c| self.expand(engine, c.1, now))
            .collect();
        let (names, values) = (names.join(", "), values.join(", "));
        match engine {
            Engine::Sqlite => format!(
                "WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < {count})
                 INSERT INTO {table} ({names}) SELECT {values} FROM g;\n"
            ),
            Engine::Postgres => format!(
                "INSERT INTO {table} ({names}) SELECT {values} FROM generate_series(CAST(1 AS BIGINT), {count}) g (i);\n"
            ),
        }
    }

    fn expand(self, engine: Engine, text: &str, now: i64) -> String {
        let at = match (engine, self) {
            (Engine::Postgres, Self::Drizzle) => {
                format!("(to_timestamp({now} - (§)) AT TIME ZONE 'utc')")
            }
            (Engine::Postgres, _) => format!("to_timestamp({now} - (§))"),
            (Engine::Sqlite, Self::Drizzle) => format!("(({now} - (§)) * 1000)"),
            (Engine::Sqlite, _) => {
                format!("strftime('%Y-%m-%dT%H:%M:%S.000Z', {now} - (§), 'unixepoch')")
            }
        };
        // Scattered, as random ids are.
        let id = match (engine, self) {
            (Engine::Postgres, Self::PgAdapter) => "(§)",
            (Engine::Postgres, Self::Supabase) => "CAST(md5('u' || (§)) AS uuid)",
            (Engine::Postgres, _) => "md5('u' || (§))",
            (Engine::Sqlite, _) => "printf('%08x%024x', (§) * 2654435761 % 4294967296, §)",
        };
        let mut text = text.to_owned();
        for (word, spelling) in [("ID[", id), ("AT[", at.as_str())] {
            while let Some((before, rest)) = text.split_once(word) {
                let (argument, after) = rest.split_once(']').unwrap_or((rest, ""));
                text = format!("{before}{}{after}", spelling.replace('§', argument));
            }
        }
        text
    }
}

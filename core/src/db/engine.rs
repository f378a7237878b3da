//! The two engines, and what each says in its own words.

/// Which database engine speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// SQLite, embedded.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Engine {
    /// The engine's name as its makers write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// Stands for a credential without giving it away: 16 hexadecimal digits, the same for the same text.
    ///
    /// SQLite has no digest: a polynomial over the characters there, of which far too little is kept to go back.
    pub(super) fn fingerprint(self, of: &str) -> String {
        match self {
            Self::Postgres => {
                format!("left(encode(sha256(convert_to({of}, 'UTF8')), 'hex'), 16)")
            }
            Self::Sqlite => format!(
                "(WITH RECURSIVE f (at, sum) AS (SELECT 0, 5381 UNION ALL
                SELECT at + 1, (sum * 997 + unicode(substr({of}, at + 1, 1))) % 9007199254740881
                FROM f WHERE at < length({of})) SELECT printf('%016x', sum) FROM f ORDER BY at DESC LIMIT 1)"
            ),
        }
    }

    /// The same as bytes, for addresses of the network: only whether two are one is ever shown.
    pub(super) fn network(self, of: &str) -> String {
        let digest = match self {
            Self::Postgres => format!("sha256(convert_to({of}, 'UTF8'))"),
            Self::Sqlite => format!("CAST({} AS BLOB)", self.fingerprint(of)),
        };
        format!("(CASE WHEN {of} IS NOT NULL AND {of} <> '' THEN {digest} END)")
    }

    /// The instant that stands for one nobody kept.
    pub(crate) const fn never(self) -> &'static str {
        match self {
            Self::Sqlite => "0",
            Self::Postgres => "TIMESTAMPTZ 'epoch'",
        }
    }

    /// The instant that stands for an end that never comes.
    pub(crate) const fn endless(self) -> &'static str {
        match self {
            Self::Sqlite => "253370764800000000",
            Self::Postgres => "TIMESTAMPTZ '9999-01-01 00:00:00+00'",
        }
    }

    /// When a statement was asked. A reading is made of this alone: PostgreSQL takes no common table expression apart in
    /// which a clock moves, and would read all of an application's users to find one.
    pub(super) fn asked(self) -> String {
        match self {
            Self::Sqlite => self.now(None),
            Self::Postgres => "statement_timestamp()".to_owned(),
        }
    }

    /// The database's own present, as Wardroom's columns spell it; `later` is a placeholder of microseconds.
    ///
    /// SQLite has no clock but that of the host its process runs on, to the millisecond; there the two are one machine.
    /// On PostgreSQL it moves within a transaction: a lease must not look valid because its transaction is old.
    pub(super) fn now(self, later: Option<&str>) -> String {
        const SQLITE: &str = "CAST(round(unixepoch('subsec') * 1000) AS INTEGER) * 1000";
        match (self, later) {
            (Self::Sqlite, None) => format!("({SQLITE})"),
            (Self::Sqlite, Some(us)) => format!("({SQLITE} + {us})"),
            (Self::Postgres, None) => "clock_timestamp()".to_owned(),
            (Self::Postgres, Some(us)) => {
                format!("(clock_timestamp() + CAST({us} AS BIGINT) * INTERVAL '1 microsecond')")
            }
        }
    }
}

//! How a layout's columns spell an instant.

use crate::db::{Engine, Instant, Spelled};
use crate::model::Ts;

/// The spelling of an instant in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// TIMESTAMPTZ, or INTEGER microseconds on SQLite: Wardroom's own.
    Native,
    /// An integer of milliseconds since 1970.
    Millis,
    /// An integer of seconds since 1970.
    Seconds,
    /// `2026-11-27T18:30:22.273Z` as text, on SQLite.
    IsoText,
    /// `2026-11-27T18:30:22.273+00:00` as text, on SQLite: what Prisma's adapters write.
    IsoOffset,
    /// A `timestamp` without a zone on PostgreSQL: the wall clock of the zone named.
    Wall(String),
}

// Text that sorts as the instants do, and nothing else: any other would be purged, or kept, by its looks. What says that
// it is UTC follows, the same in every row.
const ISO: &str =
    "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]";
/// The end of the year 9999 in milliseconds: what lies beyond is in another unit.
const LAST_MILLI: i64 = 253_402_300_799_999;
/// 1973 in milliseconds: what lies before is in seconds.
const FIRST_MILLI: i64 = 100_000_000_000;

impl Spelling {
    /// How it is said to people.
    pub fn says(&self) -> String {
        match self {
            Self::Native => "instants with their zone".to_owned(),
            Self::Millis => "milliseconds since 1970".to_owned(),
            Self::Seconds => "seconds since 1970".to_owned(),
            Self::IsoText => "text in UTC, as 2026-11-27T18:30:22.273Z".to_owned(),
            Self::IsoOffset => "text in UTC, as 2026-11-27T18:30:22.273+00:00".to_owned(),
            Self::Wall(zone) => format!("the wall clock of {zone}"),
        }
    }

    /// As expressions over a column, on `engine`.
    pub(super) fn spelled(&self, engine: Engine) -> Spelled {
        let [read, write, sound] = match (self, engine) {
            (Self::Native, Engine::Sqlite) => {
                ["§", "§", "typeof(§) = 'integer'"].map(str::to_owned)
            }
            // Interval arithmetic, not `to_timestamp`: that goes through a double and loses the last digits.
            (Self::Millis, Engine::Postgres) => [
                "(TIMESTAMPTZ 'epoch' + § * INTERVAL '1 millisecond')".to_owned(),
                "CAST(floor(extract(epoch FROM §) * 1000) AS BIGINT)".to_owned(),
                format!("§ BETWEEN {FIRST_MILLI} AND {LAST_MILLI}"),
            ],
            (Self::Seconds, Engine::Postgres) => [
                "(TIMESTAMPTZ 'epoch' + § * INTERVAL '1 second')".to_owned(),
                "CAST(floor(extract(epoch FROM §)) AS BIGINT)".to_owned(),
                format!("§ BETWEEN 0 AND {}", LAST_MILLI / 1_000),
            ],
            (Self::Wall(zone), Engine::Postgres) => {
                let moved = format!("(§ AT TIME ZONE '{}')", zone.replace('\'', "''"));
                [moved.clone(), moved, "isfinite(§)".to_owned()]
            }
            (Self::Native | Self::IsoText | Self::IsoOffset, Engine::Postgres) => {
                ["§", "§", "isfinite(§)"].map(str::to_owned)
            }
            (Self::Millis, Engine::Sqlite) => [
                format!("({} * 1000)", within("§", LAST_MILLI)),
                "(§ / 1000)".to_owned(),
                format!("(typeof(§) = 'integer' AND § BETWEEN {FIRST_MILLI} AND {LAST_MILLI})"),
            ],
            (Self::Seconds, Engine::Sqlite) => [
                format!("({} * 1000000)", within("§", LAST_MILLI / 1_000)),
                "(§ / 1000000)".to_owned(),
                format!(
                    "(typeof(§) = 'integer' AND § BETWEEN 0 AND {})",
                    LAST_MILLI / 1_000
                ),
            ],
            (Self::IsoText | Self::Wall(_), Engine::Sqlite) => iso("Z"),
            (Self::IsoOffset, Engine::Sqlite) => iso("+00:00"),
        };
        Spelled { read, write, sound }
    }

    /// An instant in this spelling, for the layouts that have one for all. Milliseconds round down, so that what is due
    /// is never due early.
    pub(super) fn spell(&self, at: Option<Ts>) -> Instant {
        match self {
            Self::Millis => Instant::Int(at.map(|at| at.us().div_euclid(1_000))),
            _ => Instant::Native(at),
        }
    }
}

/// A number on SQLite kept within what an instant can hold: a column there may hold anything, and one row must not make
/// the others unreadable.
fn within(column: &str, last: i64) -> String {
    format!("max(min(CAST({column} AS INTEGER), {last}), -{last})")
}

/// ISO text to the millisecond, ending in what says that it is UTC.
fn iso(utc: &str) -> [String; 3] {
    [
        "(CAST(round(unixepoch(§, 'subsec') * 1000) AS INTEGER) * 1000)".to_owned(),
        format!(
            "(strftime('%Y-%m-%dT%H:%M:%S', § / 1000000, 'unixepoch') || printf('.%03d{utc}', § / 1000 % 1000))"
        ),
        format!("(typeof(§) = 'text' AND § GLOB '{ISO}{utc}' AND unixepoch(§) IS NOT NULL)"),
    ]
}

//! Many sessions of a Better Auth directory, written as its application would, with the instants they truly expire at.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::better_auth::{Spelling, ddl, spelled};
use crate::database::{Engine, Fresh};

const AT_ONCE: usize = 5_000;

/// The application: how it spells, and the zone its process runs in.
#[derive(Clone, Debug)]
pub struct Writer {
    /// How its tables are spelled.
    pub spelling: Spelling,
    /// The zone of its wall clock, for a `timestamp` without one.
    pub zone: TimeZone,
}

impl Writer {
    /// As the application's own adapter, or Drizzle, writes.
    pub fn new(spelling: Spelling) -> Self {
        Self {
            spelling,
            zone: TimeZone::UTC,
        }
    }

    /// An instant as it stands in the application's statement; instants are whole milliseconds.
    pub fn at(&self, engine: Engine, at: Timestamp) -> String {
        self.spelling.at(engine, at, &self.zone)
    }

    /// Makes the tables.
    pub async fn tables(&self, db: &Fresh) {
        db.run(&ddl(db.engine(), self.spelling)).await.unwrap();
    }

    /// Makes the tables and one user, `u`.
    pub async fn settle(&self, db: &Fresh) {
        let made = self.at(db.engine(), "2025-01-01T00:00:00Z".parse().unwrap());
        let user = format!(
            "INSERT INTO \"user\" (id, name, email, emailVerified, createdAt, updatedAt)
            VALUES ('u', 'Alice', 'alice@mail.example', true, {made}, {made});"
        );
        self.tables(db).await;
        db.run(&spelled(&user, self.spelling)).await.unwrap();
    }

    /// Writes a session for each instant, `s0`, `s1`, … in their order.
    pub async fn write(&self, db: &Fresh, expiries: &[Timestamp]) {
        let made = self.at(db.engine(), "2025-01-01T00:00:00Z".parse().unwrap());
        let numbered: Vec<_> = expiries.iter().enumerate().collect();
        for some in numbered.chunks(AT_ONCE) {
            let rows: Vec<String> = some
                .iter()
                .map(|(n, at)| {
                    let at = self.at(db.engine(), **at);
                    format!("('s{n}', 't{n}', 'u', {at}, {made}, {made})")
                })
                .collect();
            let head = spelled(
                "INSERT INTO session (id, token, userId, expiresAt, createdAt, updatedAt) VALUES ",
                self.spelling,
            );
            db.run(&format!("{head}{}", rows.join(", "))).await.unwrap();
        }
    }
}

//! 100,000 random rows in every spelling, swept, against a model.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use wardroom_core::entropy::{Entropy, SeededEntropy};
use wardroom_core::model::Outcome;
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;
use wardroom_tests::foreign::better_auth::Spelling;
use wardroom_tests::foreign::sessions::Writer;

use super::{attached, in_tokyo, left, on, swept};

/// A week after the wall clocks of New York went back: the cut-off falls into the hour that came twice.
const AS_OF: &str = "2025-11-09T06:30:00Z";
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
const ROWS: usize = 100_000;

/// Random instants within ten days of `around`, to the millisecond, with those at the edge among them.
fn drawn(around: Timestamp, edge: Timestamp, seed: u64) -> Vec<Timestamp> {
    let entropy = SeededEntropy::new(seed);
    let ten_days = 10 * 24 * 3_600 * 1_000_i64;
    let mut all: Vec<Timestamp> = (-2..=2)
        .map(|ms| edge + SignedDuration::from_millis(ms))
        .collect();
    while all.len() < ROWS {
        let mut bytes = [0; 8];
        entropy.fill(&mut bytes);
        let ms = i64::from_le_bytes(bytes).rem_euclid(2 * ten_days) - ten_days;
        all.push(around + SignedDuration::from_millis(ms));
    }
    all
}

/// Sweeps 100,000 rows and compares what is left with what the model leaves.
async fn agrees(db: &Fresh, writer: &Writer) {
    agrees_after(db, writer, "").await;
}

/// The same, once `change` has made other spellings of them.
async fn agrees_after(db: &Fresh, writer: &Writer, change: &str) {
    let as_of: Timestamp = AS_OF.parse().unwrap();
    let edge = as_of - WEEK;
    let expiries = drawn(edge, edge, 7);
    writer.settle(db).await;
    writer.write(db, &expiries).await;
    db.run(change).await.unwrap();
    let directory = attached(db, &writer.zone).await;
    let report = swept(&directory, Some(AS_OF.parse().unwrap())).await;
    assert_eq!(report.outcome, Outcome::Done, "{report:?}");
    let left = left(db).await;
    let twice = SignedDuration::from_hours(1);
    for (n, at) in expiries.iter().enumerate() {
        let is_left = left.contains(&n);
        // An instant of the hour that came twice is read as the later one, or as the earlier: within that hour.
        let is_unsure = writer.zone != TimeZone::UTC && at.duration_since(edge).abs() <= twice;
        assert!(
            is_unsure || is_left == (*at >= edge),
            "{at} with the edge at {edge}: left is {is_left} ({writer:?})"
        );
        assert!(is_left || *at < as_of, "{at} was live");
    }
    assert_eq!(report.rows, i64::try_from(ROWS - left.len()).unwrap());
    directory.close().await;
}

every_engine! {
    async fn the_librarys_own_spelling_is_compared_right(db: Fresh) {
        in_tokyo(&db).await;
        agrees(&db, &Writer::new(Spelling::BuiltIn)).await;
    }

    async fn drizzles_spelling_is_compared_right(db: Fresh) {
        in_tokyo(&db).await;
        agrees(&db, &Writer::new(Spelling::Drizzle)).await;
    }
}

#[test]
fn prismas_spelling_is_compared_right() {
    // On PostgreSQL it is Drizzle's.
    on(Engine::Sqlite, |db| async move {
        agrees(&db, &Writer::new(Spelling::Prisma)).await;
    });
}

#[test]
fn milliseconds_on_postgres_are_compared_right() {
    on(Engine::Postgres, |db| async move {
        let millis = "ALTER TABLE session ALTER COLUMN \"expiresAt\" TYPE bigint
            USING CAST(round(extract(epoch FROM \"expiresAt\") * 1000) AS bigint)";
        agrees_after(&db, &Writer::new(Spelling::BuiltIn), millis).await;
    });
}

#[test]
fn a_wall_clock_is_compared_in_its_own_zone() {
    for zone in [
        "America/New_York",
        "Europe/Dublin",
        "Asia/Kolkata",
        "Pacific/Apia",
    ] {
        on(Engine::Postgres, |db| async move {
            in_tokyo(&db).await;
            let zone = TimeZone::get(zone).unwrap();
            let writer = Writer {
                zone,
                ..Writer::new(Spelling::Drizzle)
            };
            agrees(&db, &writer).await;
        });
    }
}

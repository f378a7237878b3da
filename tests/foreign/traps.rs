//! The traps of time: 100,000 random rows in every spelling against a model, and no live row removed in any zone.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use wardroom_core::Directory;
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::entropy::{Entropy, SeededEntropy};
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_core::model::{Outcome, Trigger, Ts};
use wardroom_core::store::Parts;
use wardroom_core::sweep::{self, Order, Report, Stop};
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;
use wardroom_tests::foreign::better_auth::Spelling;
use wardroom_tests::foreign::sessions::Writer;

/// A week after the wall clocks of New York went back: the cut-off falls into the hour that came twice.
const AS_OF: &str = "2025-11-09T06:30:00Z";
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
const ROWS: usize = 100_000;

/// The directory with its bookkeeping, seen by a profile that says `zone`.
async fn attached(db: &Fresh, zone: &TimeZone) -> Directory {
    let target: Target = db.url().parse().unwrap();
    up(&Place::own(&target), Set::Bookkeeping).await.unwrap();
    let pool = connect(&target, Access::Write, 4).await.unwrap();
    let app = AppSettings {
        time_zone: zone.clone(),
        ..AppSettings::default()
    };
    let layout = Layout::found(&pool, "public", &app).await.unwrap();
    Directory::new(&pool, layout, "public", Parts::default())
}

async fn swept(directory: &Directory, as_of: Option<Ts>) -> Report {
    let sessions = sweep::find(directory, "sessions").unwrap();
    let order = Order {
        worker: "w".to_owned(),
        trigger: Trigger::Once,
        as_of,
    };
    sweep::run(directory, sessions, &order, &Stop::default())
        .await
        .unwrap()
}

async fn left(db: &Fresh) -> BTreeSet<usize> {
    let ids = db.texts("SELECT id FROM session").await;
    ids.iter().map(|id| id[1..].parse().unwrap()).collect()
}

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
    let as_of: Timestamp = AS_OF.parse().unwrap();
    let edge = as_of - WEEK;
    let expiries = drawn(edge, edge, 7);
    writer.settle(db).await;
    writer.write(db, &expiries).await;
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

/// A database whose sessions run in Tokyo: `now()` compared with a wall clock would be nine hours off there.
async fn in_tokyo(db: &Fresh) {
    if let Some(name) = db.name() {
        db.run(&format!(
            "ALTER DATABASE {name} SET timezone = 'Asia/Tokyo'"
        ))
        .await
        .unwrap();
    }
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

    async fn what_cannot_be_read_stops_the_sweep(db: Fresh) {
        let odd: &[(Spelling, &str)] = match db.engine() {
            Engine::Sqlite => &[
                (Spelling::BuiltIn, "'2020-01-01 00:00:00'"),
                (Spelling::BuiltIn, "'2020-01-01T00:00:00Z'"),
                (Spelling::BuiltIn, "'2020-01-01T00:00:00.000+09:00'"),
                (Spelling::BuiltIn, "''"),
                (Spelling::BuiltIn, "'0000-never'"),
                (Spelling::BuiltIn, "1577836800000"),
            ],
            Engine::Postgres => &[(Spelling::BuiltIn, "'-infinity'")],
        };
        let writer = Writer::new(odd[0].0);
        writer.settle(&db).await;
        let long_ago: Timestamp = "2025-06-01T00:00:00Z".parse().unwrap();
        writer.write(&db, &vec![long_ago; 300]).await;
        let directory = attached(&db, &TimeZone::UTC).await;
        for (_, value) in odd {
            db.run(&format!("UPDATE session SET \"expiresAt\" = {value} WHERE id = 's299'")).await.unwrap();
            let report = swept(&directory, None).await;
            assert_eq!(report.outcome, Outcome::Failed, "{value}: {report:?}");
            assert!(report.why.unwrap().contains("cannot be read"), "{value}");
            assert_eq!(left(&db).await.len(), 300, "{value}");
        }
        directory.close().await;
    }

    async fn seconds_where_milliseconds_were_are_not_read_as_long_ago(db: Fresh) {
        if db.engine() == Engine::Postgres {
            return;
        }
        let writer = Writer::new(Spelling::Drizzle);
        writer.settle(&db).await;
        let soon = SystemClock.now().timestamp() + SignedDuration::from_hours(5);
        writer.write(&db, &[soon]).await;
        let directory = attached(&db, &TimeZone::UTC).await;
        db.run("UPDATE session SET expires_at = expires_at / 1000").await.unwrap();
        let report = swept(&directory, None).await;
        assert_eq!(report.outcome, Outcome::Failed);
        assert_eq!(left(&db).await.len(), 1);
        directory.close().await;
    }
}

#[cfg(test)]
fn on_postgres<F: Future<Output = ()>>(scene: impl FnOnce(Fresh) -> F) {
    wardroom_tests::database::run(Engine::Postgres, &wardroom_tests::database::EMPTY, scene);
}

#[test]
fn a_wall_clock_is_compared_in_its_own_zone() {
    for zone in [
        "America/New_York",
        "Europe/Dublin",
        "Asia/Kolkata",
        "Pacific/Apia",
    ] {
        on_postgres(|db| async move {
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

#[test]
fn no_live_row_goes_whatever_zone_the_profile_says() {
    on_postgres(|db| async move {
        Writer::new(Spelling::Drizzle).settle(&db).await;
        let now = SystemClock.now().timestamp();
        // Live for a minute to a week.
        let live: Vec<Timestamp> = (0..200)
            .map(|n| now + SignedDuration::from_mins(1 + n * 50))
            .collect();
        let zones = (-14..=12).map(|west| format!("Etc/GMT{west:+}"));
        for written in zones.clone() {
            let zone = TimeZone::get(&written).unwrap();
            let writer = Writer {
                zone,
                ..Writer::new(Spelling::Drizzle)
            };
            db.run("DELETE FROM session").await.unwrap();
            writer.write(&db, &live).await;
            for said in ["Etc/GMT-14", "UTC", "Etc/GMT+12"] {
                let directory = attached(&db, &TimeZone::get(said).unwrap()).await;
                least_kept(&db, &directory).await;
                let report = swept(&directory, None).await;
                assert_eq!(
                    left(&db).await.len(),
                    live.len(),
                    "{written} read as {said}: {report:?}"
                );
                directory.close().await;
            }
        }
    });
}

/// The shortest policy an admin can set.
#[cfg(test)]
async fn least_kept(db: &Fresh, directory: &Directory) {
    let least = sweep::find(directory, "sessions")
        .unwrap()
        .least
        .0
        .as_secs();
    db.run(&format!(
        "INSERT INTO wardroom.policies (sweep, enabled, keep_seconds, cron, zone, target_ms, duty_percent, updated_at)
        VALUES ('sessions', true, {least}, '30 1 * * *', 'UTC', 20, 100, now()) ON CONFLICT DO NOTHING"
    ))
    .await
    .unwrap();
}

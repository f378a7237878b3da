//! What cannot be read stops a sweep before it removes anything.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::{Access, connect};
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_core::model::Outcome;
use wardroom_core::sweep;
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::foreign::better_auth::{Spelling, spelled};
use wardroom_tests::foreign::sessions::Writer;

use super::{attached, left, on, swept};

const NO_ISO: &[&str] = &[
    "'2020-01-01 00:00:00'",
    "'2020-01-01 00:00:00.000'",
    "'2020-01-01T00:00:00Z'",
    "'2020-01-01T00:00:00.000z'",
    "'2020-01-01T00:00:00.000+09:00'",
    // It looks like one, and is none.
    "'2020-19-39T29:59:59.000Z'",
    "''",
    "'0000-never'",
    "1577836800000",
    "1577836800000.5",
    "X'323032302D30312D30315430303A30303A30302E3030305A'",
];

/// Each in a column of three hundred that can be read, put there after the directory was opened.
const ODD: &[(Engine, Spelling, &[&str])] = &[
    (Engine::Sqlite, Spelling::BuiltIn, NO_ISO),
    (
        Engine::Sqlite,
        Spelling::BuiltIn,
        &["'2020-01-01T00:00:00.000+00:00'"],
    ),
    (Engine::Sqlite, Spelling::Prisma, NO_ISO),
    (
        Engine::Sqlite,
        Spelling::Prisma,
        &["'2020-01-01T00:00:00.000Z'"],
    ),
    (
        Engine::Sqlite,
        Spelling::Drizzle,
        // Seconds, microseconds, a fraction, text.
        &[
            "1577836800",
            "1577836800000000",
            "0",
            "-1",
            "1577836800000.5",
            "'2020-01-01T00:00:00.000Z'",
        ],
    ),
    (
        Engine::Postgres,
        Spelling::BuiltIn,
        &["'-infinity'", "'infinity'"],
    ),
    (
        Engine::Postgres,
        Spelling::Drizzle,
        &["'-infinity'", "'infinity'"],
    ),
];

async fn is_refused(db: &Fresh, spelling: Spelling, values: &[&str]) {
    let writer = Writer::new(spelling);
    writer.settle(db).await;
    let long_ago: Timestamp = "2025-06-01T00:00:00Z".parse().unwrap();
    writer.write(db, &vec![long_ago; 300]).await;
    let directory = attached(db, &TimeZone::UTC).await;
    let sessions = sweep::find(&directory, "sessions").unwrap();
    for value in values {
        let odd = format!("UPDATE session SET expiresAt = {value} WHERE id = 's299'");
        db.run(&spelled(&odd, spelling)).await.unwrap();
        let report = swept(&directory, None).await;
        assert_eq!(report.outcome, Outcome::Failed, "{value}: {report:?}");
        assert!(report.why.unwrap().contains("cannot be read"), "{value}");
        let plan = sweep::plan(&directory, sessions, None).await;
        let why = plan.map(drop).unwrap_err().to_string();
        assert!(why.contains("cannot be read"), "{value}: {why}");
        assert_eq!(left(db).await.len(), 300, "{value}");
    }
    directory.close().await;
}

#[test]
fn what_cannot_be_read_stops_the_sweep() {
    for (engine, spelling, values) in ODD {
        on(*engine, |db| async move {
            is_refused(&db, *spelling, values).await;
        });
    }
}

#[test]
fn seconds_where_milliseconds_were_are_not_read_as_long_ago() {
    let soon = SystemClock.now().timestamp() + SignedDuration::from_hours(5);
    on(Engine::Sqlite, |db| async move {
        let writer = Writer::new(Spelling::Drizzle);
        writer.settle(&db).await;
        writer.write(&db, &[soon]).await;
        all_in_seconds(&db, "UPDATE session SET expires_at = expires_at / 1000").await;
    });
    on(Engine::Postgres, |db| async move {
        let writer = Writer::new(Spelling::BuiltIn);
        writer.settle(&db).await;
        writer.write(&db, &[soon]).await;
        let seconds = "ALTER TABLE session ALTER COLUMN \"expiresAt\" TYPE bigint
            USING CAST(extract(epoch FROM \"expiresAt\") AS bigint)";
        all_in_seconds(&db, seconds).await;
    });
}

#[test]
fn a_column_of_two_spellings_is_not_opened() {
    on(Engine::Sqlite, |db| async move {
        let writer = Writer::new(Spelling::BuiltIn);
        writer.settle(&db).await;
        let now = SystemClock.now().timestamp();
        writer.write(&db, &[now, now]).await;
        let pool = connect(&db.url().parse().unwrap(), Access::Read, 1)
            .await
            .unwrap();
        for other in ["1790000000000", "'2026-11-27T18:30:22.273+00:00'"] {
            let odd = format!("UPDATE session SET \"expiresAt\" = {other} WHERE id = 's1'");
            db.run(&odd).await.unwrap();
            let found = Layout::found(&pool, "public", &AppSettings::default()).await;
            let why = found.map(drop).unwrap_err().to_string();
            assert!(why.contains("one spelling cannot read them"), "{why}");
        }
        pool.close().await;
    });
}

async fn all_in_seconds(db: &Fresh, change: &str) {
    db.run(change).await.unwrap();
    let directory = attached(db, &TimeZone::UTC).await;
    let report = swept(&directory, None).await;
    assert_eq!(report.outcome, Outcome::Failed);
    assert_eq!(left(db).await.len(), 1);
    directory.close().await;
}

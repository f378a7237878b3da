//! Wall clocks: whatever zone a profile says, and whatever zone the application writes in.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::model::Outcome;
use wardroom_tests::database::{Engine, run};
use wardroom_tests::foreign::better_auth::Spelling;
use wardroom_tests::foreign::sessions::Writer;
use wardroom_tests::supabase::SUPABASE;

use super::{attached, least_kept, left, on, swept};

#[test]
fn no_live_row_goes_whatever_zone_the_profile_says() {
    on(Engine::Postgres, |db| async move {
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
                least_kept(&db, &directory, "sessions").await;
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

#[test]
fn what_was_made_lately_is_not_ahead_in_the_zone_it_was_made_in() {
    on(Engine::Postgres, |db| async move {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let writer = Writer {
            zone: zone.clone(),
            ..Writer::new(Spelling::Drizzle)
        };
        writer.settle(&db).await;
        let now = SystemClock.now().timestamp();
        let long_ago = now - SignedDuration::from_hours(24 * 30);
        writer.write(&db, &[long_ago, now]).await;
        let made = writer.at(Engine::Postgres, now);
        db.run(&format!("UPDATE session SET created_at = {made}"))
            .await
            .unwrap();
        // Tokyo's clock read as another's: what was just made lies nine hours ahead.
        let elsewhere = attached(&db, &TimeZone::UTC).await;
        let report = swept(&elsewhere, None).await;
        assert_eq!(report.outcome, Outcome::Failed);
        let why = report.why.unwrap();
        assert!(why.contains("9h ahead of now"), "{why}");
        assert_eq!(left(&db).await.len(), 2);
        let directory = attached(&db, &zone).await;
        let report = swept(&directory, None).await;
        assert_eq!((report.outcome, report.rows), (Outcome::Done, 1));
        elsewhere.close().await;
        directory.close().await;
    });
}

#[test]
fn supabase_writes_utc_whatever_a_profile_says() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let directory = attached(&db, &TimeZone::get("Asia/Tokyo").unwrap()).await;
        let found = directory.layout().recognised().unwrap();
        let clocks: Vec<String> = found.times().iter().map(|(_, s)| s.says()).collect();
        assert!(clocks.contains(&"the wall clock of UTC".to_owned()));
        assert!(!clocks.contains(&"the wall clock of Asia/Tokyo".to_owned()));
        directory.close().await;
    });
}

//! What comes into a column while a sweep is at it.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::model::Outcome;
use wardroom_tests::database::Engine;
use wardroom_tests::every_engine;
use wardroom_tests::foreign::better_auth::Spelling;
use wardroom_tests::foreign::sessions::Writer;

use super::{attached, least_kept, left, swept};

/// Enough for several batches on either engine.
const DEAD: usize = 6_000;

// As soon as the first row is gone, the last one holds what sorts before every instant.
const SQLITE: &str = "CREATE TRIGGER meanwhile AFTER DELETE ON session WHEN OLD.id = 's0'
    BEGIN UPDATE session SET \"expiresAt\" = '2020-01-01 00:00:00' WHERE id = 's6000'; END";
const POSTGRES: &str = "CREATE FUNCTION meanwhile() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN UPDATE session SET \"expiresAt\" = '-infinity' WHERE id = 's6000'; RETURN NULL; END $$;
    CREATE TRIGGER meanwhile AFTER DELETE ON session FOR EACH ROW WHEN (OLD.id = 's0') EXECUTE FUNCTION meanwhile()";

every_engine! {
    async fn a_time_that_cannot_be_read_is_left_even_if_it_comes_while_a_run_is_on(db: wardroom_tests::database::Fresh) {
        let writer = Writer::new(Spelling::BuiltIn);
        writer.settle(&db).await;
        let now = SystemClock.now().timestamp();
        let mut all: Vec<Timestamp> = vec![now - SignedDuration::from_hours(24 * 30); DEAD];
        all.push(now + SignedDuration::from_hours(1));
        writer.write(&db, &all).await;
        db.run(match db.engine() { Engine::Sqlite => SQLITE, Engine::Postgres => POSTGRES }).await.unwrap();
        let directory = attached(&db, &TimeZone::UTC).await;
        least_kept(&db, &directory, "sessions").await;
        let report = swept(&directory, None).await;
        assert_eq!((report.outcome, report.rows), (Outcome::Done, 6_000), "{report:?}");
        assert!(report.batches > 1, "it went in one batch: {report:?}");
        assert_eq!(left(&db).await.into_iter().collect::<Vec<_>>(), [DEAD]);
        directory.close().await;
    }

    async fn nothing_is_counted_from_the_future(db: wardroom_tests::database::Fresh) {
        let writer = Writer::new(Spelling::Drizzle);
        writer.settle(&db).await;
        let now = SystemClock.now();
        writer.write(&db, &[now.timestamp() + SignedDuration::from_hours(1)]).await;
        let directory = attached(&db, &TimeZone::UTC).await;
        let ahead = now.plus(std::time::Duration::from_hours(24 * 900));
        let report = swept(&directory, Some(ahead)).await;
        assert_eq!((report.outcome, report.rows), (Outcome::Done, 0));
        assert_eq!(left(&db).await.len(), 1);
        directory.close().await;
    }
}

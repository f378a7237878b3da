//! What no sweep removes, however wrong a clock and whatever a policy says.

use std::sync::Arc;
use std::time::Duration;

use wardroom_core::clock::{Clock, FixedClock, SystemClock};
use wardroom_core::layout::Layout;
use wardroom_core::model::Outcome;
use wardroom_core::sweep::{Order, Stop, run};
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::cast::{House, MIGRATED, Times, days, keep, order, sessions, then};

every_engine! { MIGRATED;
    async fn a_worker_whose_host_is_two_hours_ahead_removes_no_live_row(db: Fresh) {
        let ahead = SystemClock.now().plus(Duration::from_hours(2));
        let house = House::with(db.url(), Layout::own(), Arc::new(FixedClock::at(ahead))).await;
        let now = house.directory.database_now().await.unwrap();
        assert!(now < ahead.minus(Duration::from_hours(1)), "the host's clock decides");
        let user = house.user().await;
        // Due in an hour: the host believes that it was an hour ago.
        let soon = now.minus(keep()).plus(Duration::from_hours(1));
        house.session(&user, Times { seen: now, expires: soon, revoked: None }).await;
        let gone = Times { seen: now, expires: soon.minus(Duration::from_hours(2)), revoked: None };
        house.session(&user, gone).await;
        for as_of in [None, Some(ahead), Some(ahead.plus(days(900)))] {
            let order = Order { as_of, ..order("alice") };
            run(&house.directory, sessions(), &order, &Stop::default()).await.unwrap();
            assert_eq!(house.sessions().await, 1, "counting from {as_of:?}");
        }
        let started = house.last_run().await.started_at;
        assert!(started < ahead.minus(Duration::from_hours(1)), "runs are dated by the host");
    }

    async fn a_user_under_a_legal_hold_keeps_everything_until_it_is_released(db: Fresh) {
        let house = House::open(db.url()).await;
        let (alice, bob) = (house.user().await, house.user().await);
        let old = Times::expired(then().minus(days(400)));
        house.session(&alice, old).await;
        house.session(&bob, old).await;
        house.hold(&alice).await;
        assert_eq!(house.sweep(sessions()).await.rows, 1);
        assert_eq!(house.sessions().await, 1);
        let again = house.sweep(sessions()).await;
        assert_eq!((again.rows, again.lag_seconds), (0, None), "what is held is not late");
        house.tell(wardroom_core::db::sql("UPDATE {hold} SET released_at = {now}")).await;
        assert_eq!(house.sweep(sessions()).await.rows, 1);
    }

    async fn a_run_that_is_stopped_ends_between_two_batches(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        house.many(&user, 1_500, then().minus(days(200))).await;
        house.slow("sessions").await;
        let stop = Stop::default();
        let (directory, wish) = (house.directory.clone(), stop.clone());
        let running = tokio::spawn(async move { run(&directory, sessions(), &order("alice"), &wish).await.unwrap() });
        house.until_sessions(|left| left < 1_500).await;
        stop.request();
        let report = running.await.unwrap();
        assert_eq!(report.outcome, Outcome::Stopped);
        let left = house.sessions().await;
        assert!(left > 0 && left + report.rows == 1_500, "{left} left, {} removed", report.rows);
        assert_eq!(house.last_run().await.rows_removed, report.rows);
        // The lease was given back: the next run starts at once.
        house.tell(wardroom_core::db::sql("DELETE FROM {w}policies")).await;
        assert_eq!(house.sweep(sessions()).await.rows, left);
    }
}

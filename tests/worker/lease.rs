//! The lease: one worker at a time, and one that lost it removes nothing more.

use std::time::Duration;

use wardroom_core::Error;
use wardroom_core::db::sql;
use wardroom_core::model::Outcome;
use wardroom_core::sweep::{Stop, run};
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::cast::{House, MIGRATED, days, order, sessions, then};

every_engine! { MIGRATED;
    async fn two_workers_never_run_one_sweep_at_once(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        house.many(&user, 1_500, then().minus(days(200))).await;
        house.slow("sessions").await;
        let stop = Stop::default();
        let (directory, wish) = (house.directory.clone(), stop.clone());
        let first = tokio::spawn(async move { run(&directory, sessions(), &order("alice"), &wish).await });
        house.until_sessions(|left| left < 1_500).await;
        for _ in 0..5 {
            let second = run(&house.directory, sessions(), &order("bob"), &Stop::default()).await;
            assert!(matches!(second, Err(Error::Busy { .. })), "{second:?}");
        }
        stop.request();
        first.await.unwrap().unwrap();
        let runs = house.directory.runs(Some("sessions"), 10).await.unwrap();
        assert_eq!(runs.len(), 1, "a refused run leaves no row");
    }

    async fn of_many_workers_that_start_together_one_runs(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        house.many(&user, 40, then().minus(days(200))).await;
        house.slow("sessions").await;
        let mut workers = tokio::task::JoinSet::new();
        for n in 0..4 {
            let directory = house.directory.clone();
            workers.spawn(async move { run(&directory, sessions(), &order(&format!("w{n}")), &Stop::default()).await });
        }
        let reports = workers.join_all().await;
        let ran: Vec<_> = reports.iter().filter_map(|r| r.as_ref().ok()).collect();
        let removed: i64 = ran.iter().map(|r| r.rows).sum();
        assert_eq!((removed, house.sessions().await), (40, 0), "every row once");
        assert!(!ran.is_empty());
        let fences: Vec<i64> = house.directory.runs(None, 9).await.unwrap().iter().map(|r| r.fence).collect();
        assert!(fences.windows(2).all(|w| w[0] > w[1]), "fences grow: {fences:?}");
    }

    async fn a_worker_that_lost_its_lease_removes_nothing_more(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        house.many(&user, 1_500, then().minus(days(200))).await;
        house.slow("sessions").await;
        let directory = house.directory.clone();
        let slept = tokio::spawn(async move { run(&directory, sessions(), &order("alice"), &Stop::default()).await.unwrap() });
        house.until_sessions(|left| left < 1_500).await;
        // Its minute passes while it sleeps, and bob takes over; he has stopped before his first batch.
        let stop = Stop::default();
        stop.request();
        let mut took = false;
        while !took {
            house.let_leases_run_out().await;
            took = run(&house.directory, sessions(), &order("bob"), &stop).await.is_ok();
        }
        let left = house.sessions().await;
        let report = slept.await.unwrap();
        assert_eq!(report.outcome, Outcome::LeaseLost);
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(house.sessions().await, left, "removed after the lease was lost");
        let runs = house.directory.runs(None, 2).await.unwrap();
        let outcomes: Vec<Outcome> = runs.iter().map(|r| r.outcome).collect();
        assert_eq!(outcomes, [Outcome::Stopped, Outcome::Lost], "the taker says that alice's run is lost");
    }

    async fn a_dangling_run_is_marked_lost_by_whoever_comes_next(db: Fresh) {
        let house = House::open(db.url()).await;
        house.tell(sql("INSERT INTO {w}leases (name, owner, fence, until) VALUES ('sessions', 'mallory', 7, {now+$1})").bind(60_000_000_i64)).await;
        house.tell(sql("INSERT INTO {w}runs (id, sweep, trigger, worker, fence, started_at) VALUES ($1, 'sessions', 'schedule', 'mallory', 7, {now})")
            .bind(house.directory.fresh_uuid())).await;
        let early = run(&house.directory, sessions(), &order("alice"), &Stop::default()).await;
        assert!(early.is_err(), "its lease still counts");
        house.let_leases_run_out().await;
        house.sweep(sessions()).await;
        let runs = house.directory.runs(None, 2).await.unwrap();
        let seen: Vec<(Outcome, i64)> = runs.iter().map(|r| (r.outcome, r.fence)).collect();
        assert_eq!(seen, [(Outcome::Done, 8), (Outcome::Lost, 7)]);
        assert!(runs[1].finished_at.is_some() && runs[1].stopped_why.is_some());
    }
}

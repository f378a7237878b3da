//! A worker and a server killed in the middle: nothing is lost that should stay, and the next run finishes.

use rustix::process::Signal;
use wardroom_core::model::Outcome;
use wardroom_core::sweep::{Order, Stop, run};
use wardroom_tests::cluster::{Cluster, Setup};
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::cast::{House, MIGRATED, days, migrate, order, sessions, then};
use crate::process::{ended, signal, worker};

const DUE: i64 = 1_500;
const LIVE: i64 = 400;

/// Many due, some that are not; the worker goes slowly.
async fn fill(house: &House) {
    let user = house.user().await;
    house.many(&user, DUE, then()).await;
    let now = house.directory.database_now().await.unwrap();
    house.many(&user, LIVE, now.plus(days(3))).await;
    // `many` dates their last use long ago.
    house
        .tell(wardroom_core::db::sql(
            "UPDATE {session} SET seen_at = {now}",
        ))
        .await;
    house.slow("sessions").await;
}

/// Every session has its token and every token its session.
async fn is_whole(house: &House) -> bool {
    let alone = house.count("SELECT count(*) FROM {session} WHERE id NOT IN (SELECT session_id FROM {refresh_token})").await;
    let tokens = house.count("SELECT count(*) FROM {refresh_token}").await;
    alone == 0 && tokens == house.sessions().await
}

every_engine! { MIGRATED;
    async fn a_killed_worker_leaves_whole_batches_and_the_next_one_finishes(db: Fresh) {
        let house = House::open(db.url()).await;
        fill(&house).await;
        let mut child = worker(db.url(), &["run", "--once", "--sweep", "sessions"]).spawn().unwrap();
        house.until_sessions(|left| left < DUE + LIVE).await;
        signal(&child, Signal::KILL);
        child.wait().unwrap();
        let left = house.sessions().await;
        assert!(left > LIVE, "it was done before it was killed");
        assert!(is_whole(&house).await);
        assert_eq!(house.last_run().await.outcome, Outcome::Running, "nobody has noticed yet");
        house.tell(wardroom_core::db::sql("DELETE FROM {w}policies")).await;
        let early = ended(db.url(), &["run", "--once", "--sweep", "sessions"]);
        assert_eq!(early.status.code(), Some(11), "the dead worker's lease still counts");
        house.let_leases_run_out().await;
        // By the schedule, not by name: a run that was cut off is due again.
        assert_eq!(ended(db.url(), &["run", "--once"]).status.code(), Some(0));
        assert_eq!(house.sessions().await, LIVE);
        assert!(is_whole(&house).await);
        let runs = house.directory.runs(Some("sessions"), 9).await.unwrap();
        let outcomes: Vec<Outcome> = runs.iter().map(|r| r.outcome).collect();
        assert_eq!(outcomes, [Outcome::Done, Outcome::Lost]);
        assert_eq!(runs[0].rows_removed, left - LIVE);
    }
}

#[test]
fn a_killed_server_loses_no_row_that_should_stay_and_the_next_run_finishes() {
    let cluster = Cluster::start(Setup {
        durable: true,
        ..Setup::default()
    });
    let url = cluster.url("postgres");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        migrate(&url).await;
        let house = House::open(&url).await;
        fill(&house).await;
        let now = Order {
            as_of: None,
            ..order("alice")
        };
        let (directory, again) = (house.directory.clone(), now.clone());
        let running =
            tokio::spawn(async move { run(&directory, sessions(), &now, &Stop::default()).await });
        house.until_sessions(|left| left < DUE + LIVE).await;
        cluster.kill_nine();
        let ended = running.await.unwrap();
        assert!(
            ended.is_err(),
            "nothing can be recorded on a dead server: {ended:?}"
        );
        cluster.restart();
        let left = house.sessions().await;
        assert!(left > LIVE && is_whole(&house).await, "{left} left");
        house.let_leases_run_out().await;
        house
            .tell(wardroom_core::db::sql("DELETE FROM {w}policies"))
            .await;
        let report = run(&house.directory, sessions(), &again, &Stop::default())
            .await
            .unwrap();
        assert_eq!((report.outcome, report.rows), (Outcome::Done, left - LIVE));
        assert_eq!(house.sessions().await, LIVE);
        assert!(is_whole(&house).await);
        let outcomes: Vec<Outcome> = house
            .directory
            .runs(None, 9)
            .await
            .unwrap()
            .iter()
            .map(|r| r.outcome)
            .collect();
        assert_eq!(outcomes, [Outcome::Done, Outcome::Lost]);
    });
}

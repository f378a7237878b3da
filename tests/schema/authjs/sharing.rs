//! With an application at work: its writes go on, its own tables and indexes are its own affair.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use wardroom_core::db::migrate::{Place, Set, up, verify};
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::every_engine;

use super::{ALICE, PLAIN, a_session, made, plain, restored};
use crate::tracking::{table, target};

/// Longer than a statement of ours may wait for a lock while others wait behind it, shorter than a person's patience.
const PATIENCE: Duration = Duration::from_secs(2);

/// Signs in again and again until told to stop; how often, and how long the slowest took.
async fn signing_in(db: &Fresh, stop: &AtomicBool) -> (usize, Duration) {
    let (mut times, mut slowest) = (0, Duration::ZERO);
    while !stop.load(Ordering::Relaxed) {
        let begun = Instant::now();
        db.run(&a_session(db, &format!("live-{times}")))
            .await
            .unwrap();
        slowest = slowest.max(begun.elapsed());
        times += 1;
    }
    (times, slowest)
}

const MANY: [&str; 2] = [
    "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 50000)
        INSERT INTO \"Session\" (\"sessionToken\", \"userId\", expires) SELECT 's' || n, 'alice', n FROM n",
    "INSERT INTO \"Session\" (\"sessionToken\", \"userId\", expires)
        SELECT 's' || n, 'alice', now() FROM generate_series(1, 200000) n",
];

every_engine! {
    async fn sign_ins_go_on_while_indexes_are_built(db: Fresh) {
        restored(&db).await;
        db.run(ALICE).await.unwrap();
        db.run(MANY[usize::from(db.engine() == Engine::Postgres)]).await.unwrap();
        let (db, stop) = (Arc::new(db), Arc::new(AtomicBool::new(false)));
        let writer = tokio::spawn({
            let (db, stop) = (Arc::clone(&db), Arc::clone(&stop));
            async move { signing_in(&db, &stop).await }
        });
        made(&db).await;
        stop.store(true, Ordering::Relaxed);
        let (times, slowest) = writer.await.unwrap();
        assert_eq!(plain(&db).await, PLAIN);
        assert!(times > 0 && slowest < PATIENCE, "{times} sign-ins, the slowest took {slowest:?}");
    }

    async fn a_column_of_the_applications_own_is_no_departure(db: Fresh) {
        made(&db).await;
        db.run("ALTER TABLE \"User\" ADD COLUMN role TEXT").await.unwrap();
        let target = target(&db);
        assert_eq!(verify(&Place::own(&target)).await.unwrap().differences, []);
        made(&db).await;
    }
}

#[test]
fn behind_a_long_transaction_it_gives_way_and_comes_back() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        made(&db).await;
        db.run(ALICE).await.unwrap();
        // The foreign key of the accounts locks the users against writers while it is made.
        let again = format!(
            "DROP TABLE \"Account\"; DELETE FROM {} WHERE version IN (2, 7)",
            table(&db, Set::Authjs)
        );
        db.run(&again).await.unwrap();
        let mut long = PgConnection::connect(db.url()).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe("BEGIN; UPDATE \"User\" SET name = 'Alice'"))
            .execute(&mut long)
            .await
            .unwrap();
        let rising = tokio::spawn({
            let target = target(&db);
            async move { up(&Place::own(&target), Set::Authjs).await }
        });
        let mut slowest = Duration::ZERO;
        for n in 0..12 {
            tokio::time::sleep(Duration::from_millis(250)).await;
            let begun = Instant::now();
            db.run(&format!("INSERT INTO \"User\" (id) VALUES ('n{n}')"))
                .await
                .unwrap();
            slowest = slowest.max(begun.elapsed());
        }
        assert!(!rising.is_finished(), "the long transaction is waited for");
        assert!(slowest < PATIENCE, "a writer waited {slowest:?}");
        sqlx::raw_sql("COMMIT").execute(&mut long).await.unwrap();
        rising.await.unwrap().unwrap();
        assert_eq!(plain(&db).await, PLAIN);
    });
}

#[test]
fn an_index_that_was_cut_off_is_built_anew_and_a_strangers_is_left() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        made(&db).await;
        let cut = format!(
            "CREATE TABLE mine (a INT); CREATE INDEX mine_a ON mine (a);
            DELETE FROM {} WHERE version = 8;
            UPDATE pg_index SET indisvalid = FALSE
                WHERE indexrelid IN ('\"Session_userId_idx\"'::regclass, 'mine_a'::regclass)",
            table(&db, Set::Authjs)
        );
        db.run(&cut).await.unwrap();
        made(&db).await;
        assert_eq!(plain(&db).await, PLAIN);
        let left = "SELECT i.indexrelid::regclass::text FROM pg_index i WHERE NOT i.indisvalid";
        assert_eq!(db.texts(left).await, ["mine_a"]);
    });
}

//! Several migrators at once, and one that died holding the lock.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use wardroom_core::db::migrate::{Place, Set, State};
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::every_engine;

use crate::catalogue::catalogue;
use crate::tracking::{all, climb, states, table, target};

every_engine! {
    async fn five_at_once_all_succeed(db: Fresh) {
        let migrators: Vec<_> = (0..5)
            .map(|_| {
                let target = target(&db);
                tokio::spawn(async move { climb(&Place::own(&target)).await })
            })
            .collect();
        for migrator in migrators {
            migrator.await.unwrap();
        }
        let target = target(&db);
        for set in Set::NEEDED {
            let states = states(&Place::own(&target), set).await;
            assert!(all(&states, State::Applied), "{set:?}");
            let rows = format!("SELECT CAST(count(*) AS TEXT) FROM {}", table(&db, set));
            assert_eq!(db.texts(&rows).await, [states.len().to_string()]);
        }
        let alone = EMPTY.fresh(db.engine()).await;
        climb(&Place::own(&crate::tracking::target(&alone))).await;
        assert_eq!(catalogue(&db).await, catalogue(&alone).await);
    }
}

const HOLDER: &str = "WARDROOM_TEST_HOLDS";

/// Not a test but the program of the next one: another process that holds the lock until it is killed.
#[test]
#[ignore = "a helper process of a_lock_held_by_a_dead_process_blocks_nobody"]
fn holds_a_lock() {
    let Ok(path) = std::env::var(HOLDER) else {
        return;
    };
    let file = std::fs::File::create(path).unwrap();
    file.lock().unwrap();
    println!("\nheld");
    std::thread::sleep(Duration::from_mins(1));
}

fn holder(path: &str) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--ignored",
            "--exact",
            "--nocapture",
            "together::holds_a_lock",
        ])
        .env(HOLDER, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(said.map_while(Result::ok).any(|line| line == "held"));
    child
}

#[test]
fn a_lock_held_by_a_dead_process_blocks_nobody() {
    run(Engine::Sqlite, &EMPTY, |db| async move {
        let mut holder = holder(&format!("{}.migrate-lock", db.path().unwrap().display()));
        let target = target(&db);
        let waiting = tokio::spawn(async move { climb(&Place::own(&target)).await });
        tokio::time::sleep(Duration::from_millis(400)).await;
        assert!(!waiting.is_finished(), "a living holder is waited for");
        let killed = Instant::now();
        holder.kill().unwrap();
        holder.wait().unwrap();
        waiting.await.unwrap();
        assert!(killed.elapsed() < Duration::from_secs(20));
    });
}

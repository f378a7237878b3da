//! `wardroom db adopt …` as an operator runs it: the phases in their order, and a backfill that is killed half-way.

use std::process::Stdio;
use std::time::Duration;

use wardroom_tests::command::Home;
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;

use crate::migrate::execute;

const PEOPLE: usize = 2_000;

/// Somebody's application: a users table, and one that points at it.
async fn moves_in(db: &Fresh) {
    let begin = match db.engine() {
        Engine::Sqlite => "PRAGMA journal_mode = wal;",
        Engine::Postgres => "",
    };
    let people = format!(
        "{begin} CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, email TEXT NOT NULL, password TEXT, name TEXT,
            verified BOOLEAN NOT NULL DEFAULT FALSE);
         CREATE TABLE notes (n INTEGER NOT NULL PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id));
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {PEOPLE})
            INSERT INTO users (id, email, name, verified) SELECT i, 'Ö' || i || '@Mail.Example', 'P' || i, i % 2 = 0 FROM n;
         INSERT INTO notes SELECT id, id FROM users"
    );
    execute(db, &people).await;
}

async fn filled(db: &Fresh) -> usize {
    let rows = db
        .texts("SELECT email_normalized FROM users WHERE email_normalized LIKE 'ö%'")
        .await;
    rows.len()
}

fn phase(home: &Home) -> String {
    let plan = home.json(&["db", "adopt", "plan"]);
    plan[0]["phase"].as_str().unwrap_or("none").to_owned()
}

every_engine! {
    async fn a_killed_backfill_goes_on_where_it_stopped(db: Fresh) {
        moves_in(&db).await;
        let home = Home::at(db.url());
        home.done(&["db", "adopt", "expand"]);
        let mut slow = home
            .command(&["db", "adopt", "backfill", "--batch", "10", "--rest-ms", "20"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while filled(&db).await < 100 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        slow.kill().unwrap();
        slow.wait().unwrap();
        let before = filled(&db).await;
        assert!(before < PEOPLE, "it was done before it was killed");
        assert_eq!(phase(&home), "expanded");
        let rest: usize = {
            let done = home.json(&["db", "adopt", "backfill"]);
            usize::try_from(done[0]["walked"].as_u64().unwrap()).unwrap()
        };
        assert_eq!(rest, PEOPLE - before, "it went on where it stopped");
        assert_eq!(filled(&db).await, PEOPLE);
        let proved = db.texts("SELECT name FROM users WHERE email_verified_at IS NOT NULL").await;
        assert_eq!(proved.len(), PEOPLE / 2);
    }

    async fn the_phases_lead_to_a_directory_that_opens(db: Fresh) {
        moves_in(&db).await;
        let home = Home::at(db.url());
        for verb in ["plan", "expand", "backfill", "switch"] {
            home.done(&["db", "adopt", verb]);
        }
        home.done(&["db", "up"]);
        home.done(&["db", "verify"]);
        assert_eq!(phase(&home), "switched");
        home.done(&["db", "adopt", "undo", "--yes"]);
        home.done(&["db", "adopt", "switch"]);
        let dropped = ["--drop", "verified", "--drop", "name", "--reason", "moved", "--yes"];
        home.done(&[&["db", "adopt", "cleanup"], &dropped[..]].concat());
        home.done(&["db", "verify"]);
        assert_eq!(phase(&home), "done");
        assert_eq!(db.texts("SELECT display_name FROM users").await.len(), PEOPLE);
    }

    async fn cleanup_without_a_terminal_wants_yes(db: Fresh) {
        moves_in(&db).await;
        let home = Home::at(db.url());
        let ran = home.run(&["db", "adopt", "cleanup", "--reason", "moved"]);
        assert_eq!(ran.code, 17, "{ran:?}");
    }
}

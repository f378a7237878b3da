//! `wardroom init --layout authjs`: made, told how to use, kept by `wardroom db`, never undone.

use serde_json::Value;
use wardroom_tests::command::Home;
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;

use crate::migrate::execute;

const INIT: [&str; 3] = ["init", "--layout", "authjs"];

/// The set and state of each migration that `db status` lists, each once.
fn states(home: &Home) -> Vec<(String, String)> {
    let said = |step: &Value, key: &str| step[key].as_str().unwrap().to_owned();
    let mut states: Vec<_> = home
        .json(&["db", "status"])
        .iter()
        .map(|step| (said(step, "set"), said(step, "state")))
        .collect();
    states.dedup();
    states
}

fn applied() -> Vec<(String, String)> {
    let pair = |set: &str| (set.to_owned(), "applied".to_owned());
    vec![pair("authjs"), pair("bookkeeping")]
}

every_engine! {
    async fn it_makes_the_tables_an_operator_and_says_what_an_application_writes(db: Fresh) {
        let home = Home::at(db.url());
        let said = home.done(&INIT);
        let last: Vec<&str> = said.lines().rev().take(3).collect();
        assert!(said.contains("one-time enrolment code"), "{said}");
        assert!(last[2].contains("strategy \"database\""), "{said}");
        assert!(last[1].contains("PrismaAdapter(prisma)"), "{said}");
        assert!(last[0].contains("DrizzleAdapter(db, { usersTable, "), "{said}");
        assert_eq!(last[1].contains("unixepoch-ms"), db.engine() == Engine::Sqlite);
        assert_eq!(states(&home), applied());
        home.done(&["db", "verify"]);
    }

    async fn again_it_is_quiet_and_needs_no_layout(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&INIT);
        let before = db.dump().await;
        for again in [&INIT[..], &INIT[..1], &["db", "up"]] {
            home.done(again);
            assert_eq!(db.dump().await, before, "{again:?}");
        }
    }

    async fn it_is_not_undone(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&INIT);
        home.run(&["db", "undo", "--set", "authjs", "--yes"]).refused(44, "only goes forward");
        while home.run(&["db", "undo", "--yes"]).code == 0 {}
        home.run(&["db", "undo", "--yes"]).refused(44, "only goes forward");
        assert_eq!(states(&home)[0], applied()[0]);
    }

    async fn another_layout_beside_it_is_refused(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&INIT);
        home.run(&["init", "--layout", "own"]).refused(5, "the set authjs is applied here");
        home.run(&["db", "up", "--set", "optional"]).refused(5, "the set authjs is applied here");
    }

    async fn a_table_in_the_way_is_named_and_nothing_is_made(db: Fresh) {
        let home = Home::at(db.url());
        execute(&db, "CREATE TABLE \"Account\" (id TEXT)").await;
        let before = db.dump().await;
        home.run(&INIT).refused(5, "table Account is there already");
        assert_eq!(db.dump().await, before);
    }
}

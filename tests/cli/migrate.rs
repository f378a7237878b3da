//! `wardroom db up | undo | status`: several at once, what is refused, and the way down and up again.

use std::process::Stdio;

use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use wardroom_tests::{
    command::{Home, Ran},
    database::{Engine, Fresh},
    every_engine,
};

/// Runs statements of the test's own making.
pub(crate) async fn execute(db: &Fresh, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    match db.engine() {
        Engine::Sqlite => {
            let mut c = SqliteConnection::connect(db.url()).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut c).await.unwrap();
            c.close().await.unwrap();
        }
        Engine::Postgres => {
            let mut c = PgConnection::connect(db.url()).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut c).await.unwrap();
            c.close().await.unwrap();
        }
    }
}

/// The bookkeeping's tables begin with this.
pub(crate) fn own(db: &Fresh) -> &'static str {
    match db.engine() {
        Engine::Sqlite => "wardroom_",
        Engine::Postgres => "wardroom.",
    }
}

fn states(home: &Home, set: &str) -> Vec<String> {
    let steps = home.json(&["db", "status"]);
    let of = steps.iter().filter(|step| step["set"] == set);
    of.map(|step| step["state"].as_str().unwrap().to_owned())
        .collect()
}

fn all(states: &[String], state: &str) -> bool {
    !states.is_empty() && states.iter().all(|s| s == state)
}

every_engine! {
    async fn up_applies_everything_once(db: Fresh) {
        let home = Home::at(db.url());
        assert!(all(&states(&home, "directory"), "pending"));
        home.done(&["db", "up"]);
        assert!(all(&states(&home, "directory"), "applied"));
        assert!(all(&states(&home, "bookkeeping"), "applied"));
        assert!(all(&states(&home, "optional"), "pending"));
        let again: Vec<Value> = home.json(&["db", "up"]);
        assert_eq!(again[0][0]["applied"], 0);
    }

    async fn five_migrators_at_once_all_succeed(db: Fresh) {
        let home = Home::at(db.url());
        let start = |_| {
            let mut command = home.command(&["db", "up", "--json"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let children: Vec<_> = (0..5).map(start).collect();
        for child in children {
            let ran = Ran::from(child.wait_with_output().unwrap());
            assert_eq!(ran.code, 0, "{ran:?}");
        }
        assert!(all(&states(&home, "directory"), "applied"));
        assert!(all(&states(&home, "bookkeeping"), "applied"));
        home.done(&["db", "verify"]);
    }

    async fn the_way_down_leaves_nothing_and_leads_up_again(db: Fresh) {
        let home = Home::at(db.url());
        let empty = db.dump().await;
        home.done(&["db", "up"]);
        let full = home.json(&["db", "verify"]);
        let mut undone = 0;
        while home.run(&["db", "undo", "--yes"]).code == 0 {
            undone += 1;
        }
        assert_eq!(undone, states(&home, "directory").len() + states(&home, "bookkeeping").len());
        home.run(&["db", "undo", "--yes"]).refused(4, "no migration is applied");
        assert_eq!(db.dump().await, empty);
        home.done(&["db", "up"]);
        assert_eq!(home.json(&["db", "verify"]), full);
    }

    async fn undoing_asks_and_without_a_terminal_says_how(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&["db", "up"]);
        home.run(&["db", "undo"]).refused(17, "confirm with --yes");
        assert!(all(&states(&home, "bookkeeping"), "applied"));
    }

    async fn a_changed_migration_is_refused(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&["db", "up"]);
        execute(&db, &format!("UPDATE {}migrations SET checksum = checksum || checksum WHERE version = 3", own(&db))).await;
        assert_eq!(states(&home, "bookkeeping")[2], "changed");
        for verb in ["up", "undo", "verify"] {
            home.run(&["db", verb, "--yes"]).refused(41, "bookkeeping 3 was changed");
        }
    }

    async fn an_unknown_migration_is_refused(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&["db", "up"]);
        let insert = "INSERT INTO wardroom_directory_migrations SELECT 9999, 'from tomorrow', installed_on, success,
            checksum, execution_time FROM wardroom_directory_migrations WHERE version = 1";
        execute(&db, insert).await;
        for verb in ["up", "undo", "verify"] {
            let set = if verb == "undo" { vec!["--set", "directory"] } else { vec![] };
            home.run(&[&["db", verb, "--yes"], set.as_slice()].concat()).refused(40, "directory 9999");
        }
    }

    async fn a_half_applied_migration_is_refused(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&["db", "up"]);
        execute(&db, &format!("UPDATE {}migrations SET success = FALSE WHERE version = 2", own(&db))).await;
        assert_eq!(states(&home, "bookkeeping")[1], "half_applied");
        for verb in ["up", "undo", "verify"] {
            home.run(&["db", verb, "--yes"]).refused(42, "bookkeeping 2 is half-applied");
        }
    }
}

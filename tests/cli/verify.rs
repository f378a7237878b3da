//! `wardroom db verify` names what was tampered with, and leaves alone what is not ours.

use wardroom_tests::{
    command::Home,
    database::{Engine, Fresh},
    every_engine,
};

use crate::migrate::{execute, own};

/// What was found: `departure object`.
fn departures(home: &Home) -> Vec<String> {
    let ran = home.run(&["db", "verify", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let found = answer["differences"].as_array().unwrap();
    assert_eq!(ran.code, if found.is_empty() { 0 } else { 48 }, "{ran:?}");
    let word = |d: &serde_json::Value, key: &str| d[key].as_str().unwrap().to_owned();
    found
        .iter()
        .map(|d| format!("{} {}", word(d, "departure"), word(d, "object")))
        .collect()
}

/// A bookkeeping table's name where a catalogue shows it.
fn named(db: &Fresh, table: &str) -> String {
    match db.engine() {
        Engine::Sqlite => format!("wardroom_{table}"),
        Engine::Postgres => table.to_owned(),
    }
}

every_engine! {
    async fn a_fresh_schema_is_as_expected(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&["db", "up"]);
        home.done(&["db", "up", "--set", "optional"]);
        assert_eq!(departures(&home), [""; 0]);
        assert!(home.done(&["db", "verify"]).contains("directory and bookkeeping and optional"));
    }

    async fn tampering_is_named(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&["db", "up"]);
        let guard = match db.engine() {
            Engine::Sqlite => "DROP TRIGGER wardroom_audit_no_update".to_owned(),
            Engine::Postgres => "DROP TRIGGER audit_no_update ON wardroom.audit".to_owned(),
        };
        execute(&db, &format!("{guard}; ALTER TABLE users ADD COLUMN backdoor TEXT; DROP INDEX sessions_user;
            CREATE INDEX mine ON {}operators (role)", own(&db))).await;
        let trigger = match db.engine() {
            Engine::Sqlite => "missing trigger wardroom_audit_no_update",
            Engine::Postgres => "missing trigger audit.audit_no_update",
        };
        let mut found = departures(&home);
        found.sort();
        let mut expected = [trigger, "missing index sessions_user", "unexpected column users.backdoor", "unexpected index mine"];
        expected.sort_unstable();
        assert_eq!(found, expected);
    }

    async fn a_missing_table_is_one_line(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&["db", "up"]);
        execute(&db, &format!("DROP TABLE {}leases", own(&db))).await;
        let found = departures(&home);
        let expected = format!("missing table {}", named(&db, "leases"));
        assert!(found.contains(&expected), "{found:?}");
        assert!(!found.iter().any(|d| d.contains(".sweep")), "{found:?}");
    }

    async fn tables_of_the_application_are_none_of_our_business(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&["db", "up"]);
        execute(&db, "CREATE TABLE invoices (id INTEGER PRIMARY KEY, note TEXT); CREATE INDEX invoices_note ON invoices (note)").await;
        assert_eq!(departures(&home), [""; 0]);
    }

    async fn an_unfinished_schema_asks_for_the_rest(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&["db", "up"]);
        home.done(&["db", "undo", "--yes"]);
        home.run(&["db", "verify"]).refused(6, "run `wardroom db up` first");
    }
}

#[test]
fn on_postgres_a_disabled_trigger_and_a_rewritten_function_are_named() {
    wardroom_tests::database::run(
        Engine::Postgres,
        &wardroom_tests::database::EMPTY,
        |db| async move {
            let home = Home::at(db.url());
            home.done(&["db", "up"]);
            execute(&db, "ALTER TABLE wardroom.audit DISABLE TRIGGER audit_no_delete;
                CREATE OR REPLACE FUNCTION wardroom.audit_head_moves() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RETURN NEW; END'").await;
            assert_eq!(
                departures(&home),
                [
                    "changed trigger audit.audit_no_delete",
                    "changed trigger audit_head.audit_head_moves"
                ]
            );
        },
    );
}

#[test]
fn on_postgres_another_schema_and_reading_rights_are_enough() {
    wardroom_tests::database::run(
        Engine::Postgres,
        &wardroom_tests::database::EMPTY,
        |db| async move {
            execute(&db, "CREATE SCHEMA \"Auth 1\"").await;
            let home = Home::at(db.url());
            home.done(&["db", "up", "--schema", "Auth 1"]);
            execute(&db, "DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN;
                GRANT USAGE ON SCHEMA \"Auth 1\", wardroom TO reader;
                GRANT SELECT ON \"Auth 1\".wardroom_directory_migrations, wardroom.migrations TO reader").await;
            let reader = Home::at(
                &db.url()
                    .replace("postgres://postgres@", "postgres://reader@"),
            );
            reader.done(&["db", "verify", "--schema", "Auth 1"]);
            execute(&db, "DROP OWNED BY reader; DROP ROLE reader").await;
        },
    );
}

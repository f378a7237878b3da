//! What stands in the way is named and left as it is.

use wardroom_core::db::MigrateError;
use wardroom_core::db::migrate::{Place, Set, State, up};
use wardroom_core::{Error, Result};
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::every_engine;

use super::{ALICE, PLAIN, a_session, made, plain, restored};
use crate::tracking::{all, climb, states, table, target};

fn why<T>(outcome: Result<T>) -> MigrateError {
    match outcome.err() {
        Some(Error::Migrate(why)) => Some(why),
        _ => None,
    }
    .unwrap()
}

/// What `up` says with `there` in the database; nothing may have changed.
async fn refusal(db: &Fresh, there: &str) -> (String, String) {
    db.run(there).await.unwrap();
    let before = db.dump().await;
    let target = target(db);
    let why = why(up(&Place::own(&target), Set::Authjs).await);
    assert_eq!(db.dump().await, before, "a refusal changes nothing");
    match why {
        MigrateError::Stranger { table, departs } => (table, departs),
        other => unreachable!("{other}"),
    }
}

every_engine! {
    async fn a_table_with_other_columns_is_named(db: Fresh) {
        let there = "CREATE TABLE \"Session\" (id TEXT PRIMARY KEY, \"sessionToken\" TEXT)";
        let (table, departs) = refusal(&db, there).await;
        assert_eq!(table, "Session");
        assert!(departs.starts_with("column Session."), "{departs}");
    }

    async fn a_column_more_is_another_table(db: Fresh) {
        restored(&db).await;
        let (table, departs) = refusal(&db, "ALTER TABLE \"User\" ADD COLUMN role TEXT").await;
        assert_eq!((table.as_str(), departs.as_str()), ("User", "column User.role is not one of its columns"));
    }

    async fn a_view_of_that_name_is_in_the_way(db: Fresh) {
        let (table, _) = refusal(&db, "CREATE VIEW \"Account\" AS SELECT 1 AS n").await;
        assert_eq!(table, "Account");
    }

    async fn a_missing_uniqueness_is_another_table(db: Fresh) {
        restored(&db).await;
        let (table, departs) = refusal(&db, "DROP INDEX \"User_email_key\"").await;
        assert_eq!((table.as_str(), departs.as_str()), ("User", "index User_email_key is missing"));
    }

    async fn an_index_of_that_name_over_something_else_is_in_the_way(db: Fresh) {
        restored(&db).await;
        let (table, departs) =
            refusal(&db, "CREATE INDEX \"Session_userId_idx\" ON \"Session\" (\"sessionToken\")").await;
        assert_eq!(table, "Session");
        assert!(departs.starts_with("index Session_userId_idx is "), "{departs}");
    }

    async fn the_same_table_is_taken_as_it_is_with_its_rows(db: Fresh) {
        restored(&db).await;
        db.run(ALICE).await.unwrap();
        db.run(&a_session(&db, "t1")).await.unwrap();
        assert!(plain(&db).await.is_empty());
        made(&db).await;
        assert_eq!(plain(&db).await, PLAIN);
        assert_eq!(db.texts("SELECT \"userId\" FROM \"Session\"").await, ["alice"]);
        let target = target(&db);
        assert!(all(&states(&Place::own(&target), Set::Authjs).await, State::Applied));
    }

    async fn two_spellings_do_not_stand_in_one_schema(db: Fresh) {
        made(&db).await;
        let target = target(&db);
        let place = Place::own(&target);
        let before = db.dump().await;
        for set in [Set::Directory, Set::Optional] {
            let why = why(up(&place, set).await);
            assert!(matches!(why, MigrateError::Rival { stands: "authjs", .. }), "{why}");
        }
        assert_eq!(db.dump().await, before);
    }

    async fn nor_the_other_way_round(db: Fresh) {
        let target = target(&db);
        let place = Place::own(&target);
        climb(&place).await;
        let why = why(up(&place, Set::Authjs).await);
        assert!(matches!(why, MigrateError::Rival { set: "authjs", stands: "directory" }), "{why}");
    }

    async fn a_changed_migration_is_refused(db: Fresh) {
        made(&db).await;
        let wrong = match db.engine() {
            Engine::Sqlite => "x'00'",
            Engine::Postgres => "'\\x00'",
        };
        let tracking = table(&db, Set::Authjs);
        db.run(&format!("UPDATE {tracking} SET checksum = {wrong} WHERE version = 3")).await.unwrap();
        let target = target(&db);
        let why = why(up(&Place::own(&target), Set::Authjs).await);
        assert!(matches!(why, MigrateError::Changed { set: "authjs", version: 3 }), "{why}");
    }
}

#[test]
fn sqlite_takes_user_and_user_for_one_table() {
    run(Engine::Sqlite, &EMPTY, |db| async move {
        let (table, departs) = refusal(&db, "CREATE TABLE user (id TEXT)").await;
        assert_eq!(table, "User");
        assert!(departs.starts_with("column user.id "), "{departs}");
    });
}

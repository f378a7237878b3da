//! What stops a migration, each with its own error, and what is left then.

use wardroom_core::db::MigrateError;
use wardroom_core::db::migrate::{Place, Set, State, undo, up};
use wardroom_core::{Error, Result};
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::every_engine;

use crate::tracking::{all, states, table, target};

fn why<T>(outcome: Result<T>) -> MigrateError {
    let refused = outcome.err().and_then(|error| match error {
        Error::Migrate(why) => Some(why),
        _ => None,
    });
    refused.unwrap()
}

/// Alters the tracking of the bookkeeping and hands back what `up` and `undo` say then, with the state of `version`.
async fn after(db: &Fresh, version: i64, alter: &str) -> (MigrateError, MigrateError, State) {
    let target = target(db);
    let place = Place::own(&target);
    up(&place, Set::Bookkeeping).await.unwrap();
    let tracking = table(db, Set::Bookkeeping);
    db.run(&alter.replace("TRACKING", &tracking)).await.unwrap();
    let before = db.dump().await;
    let refused = (
        why(up(&place, Set::Bookkeeping).await),
        why(undo(&place, Set::Bookkeeping).await),
    );
    assert_eq!(db.dump().await, before, "a refusal changes nothing");
    let states = states(&place, Set::Bookkeeping).await;
    let state = states.into_iter().find(|s| s.0 == version).unwrap().1;
    (refused.0, refused.1, state)
}

const CHANGED: [&str; 2] = [
    "UPDATE TRACKING SET checksum = x'00' WHERE version = 3",
    "UPDATE TRACKING SET checksum = '\\x00' WHERE version = 3",
];
const STRANGE: [&str; 2] = [
    "INSERT INTO TRACKING VALUES (999, 'later', 0, TRUE, x'00', 0)",
    "INSERT INTO TRACKING VALUES (999, 'later', now(), TRUE, '\\x00', 0)",
];

fn on(db: &Fresh, texts: [&'static str; 2]) -> &'static str {
    texts[usize::from(db.engine() == Engine::Postgres)]
}

every_engine! {
    async fn a_changed_migration_is_refused(db: Fresh) {
        let (up, undo, state) = after(&db, 3, on(&db, CHANGED)).await;
        for refusal in [up, undo] {
            assert!(matches!(refusal, MigrateError::Changed { set: "bookkeeping", version: 3 }), "{refusal}");
        }
        assert_eq!(state, State::Changed);
    }

    async fn an_unknown_migration_is_refused(db: Fresh) {
        let (up, undo, state) = after(&db, 999, on(&db, STRANGE)).await;
        for refusal in [up, undo] {
            assert!(matches!(refusal, MigrateError::Unknown { set: "bookkeeping", version: 999 }), "{refusal}");
        }
        assert_eq!(state, State::Unknown);
    }

    async fn a_half_applied_migration_is_refused(db: Fresh) {
        let half = "UPDATE TRACKING SET success = FALSE WHERE version = 5";
        let (up, undo, state) = after(&db, 5, half).await;
        for refusal in [up, undo] {
            assert!(matches!(refusal, MigrateError::HalfApplied { set: "bookkeeping", version: 5 }), "{refusal}");
        }
        assert_eq!(state, State::HalfApplied);
    }

    async fn one_that_fails_keeps_nothing_and_frees_the_lock(db: Fresh) {
        let target = target(&db);
        let place = Place::own(&target);
        // The third migration of the directory makes this table too.
        db.run("CREATE TABLE tenants (mine TEXT)").await.unwrap();
        let failed = why(up(&place, Set::Directory).await);
        assert!(matches!(&failed, MigrateError::Failed { set: "directory", why } if why.contains("tenants")), "{failed}");
        let stopped = states(&place, Set::Directory).await;
        assert_eq!(stopped[..3], [(1, State::Applied), (2, State::Applied), (3, State::Pending)]);
        db.run("DROP TABLE tenants").await.unwrap();
        up(&place, Set::Directory).await.unwrap();
        assert!(all(&states(&place, Set::Directory).await, State::Applied));
    }
}

const LEFT_INVALID: &str = "CREATE UNIQUE INDEX CONCURRENTLY twins_once ON twins (a)";

#[test]
fn an_invalid_index_is_refused_where_it_is_ours_to_mend() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        let target = target(&db);
        let place = Place::own(&target);
        db.run("CREATE TABLE twins (a INT); INSERT INTO twins VALUES (1), (1)")
            .await
            .unwrap();
        db.run(LEFT_INVALID).await.unwrap_err();
        let refused = why(up(&place, Set::Directory).await);
        assert!(
            matches!(&refused, MigrateError::InvalidIndex { index } if index.contains("twins_once")),
            "{refused}"
        );
        assert!(all(&states(&place, Set::Directory).await, State::Pending));
        // An attached application's index is its own affair.
        up(&place, Set::Bookkeeping).await.unwrap();
    });
}

//! Up, twice, the same on both engines, never down.

use wardroom_core::Error;
use wardroom_core::db::MigrateError;
use wardroom_core::db::migrate::{Place, Set, State, needed, undo, up, verify};
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::every_engine;

use super::{PLAIN, made, plain};
use crate::catalogue::{Catalogue, catalogue};
use crate::tracking::{all, by_version, states, target};

every_engine! {
    async fn it_is_pending_then_applied_and_a_second_time_is_quiet(db: Fresh) {
        let target = target(&db);
        let place = Place::own(&target);
        assert!(all(&states(&place, Set::Authjs).await, State::Pending));
        let answered = by_version(&up(&place, Set::Authjs).await.unwrap());
        assert!(all(&answered, State::Applied));
        assert_eq!(plain(&db).await, PLAIN);
        let once = db.dump().await;
        assert_eq!(by_version(&up(&place, Set::Authjs).await.unwrap()), answered);
        assert_eq!(db.dump().await, once);
    }

    async fn it_is_never_undone(db: Fresh) {
        made(&db).await;
        let before = db.dump().await;
        let target = target(&db);
        let refused = undo(&Place::own(&target), Set::Authjs).await.unwrap_err();
        assert!(matches!(&refused, Error::Migrate(MigrateError::ForwardOnly { set: "authjs" })), "{refused}");
        assert!(refused.to_string().contains("only goes forward"), "{refused}");
        assert_eq!(db.dump().await, before);
    }

    async fn a_directory_knows_which_sets_it_has(db: Fresh) {
        let target = target(&db);
        let place = Place::own(&target);
        assert_eq!(needed(&place).await.unwrap(), Set::NEEDED);
        made(&db).await;
        assert_eq!(needed(&place).await.unwrap(), Set::AUTHJS);
    }

    async fn what_it_made_verifies_with_the_bookkeeping_beside_it(db: Fresh) {
        made(&db).await;
        let target = target(&db);
        let place = Place::own(&target);
        up(&place, Set::Bookkeeping).await.unwrap();
        let verified = verify(&place).await.unwrap();
        assert_eq!(verified.sets, ["authjs", "bookkeeping"]);
        assert_eq!(verified.differences, []);
        db.run("DROP INDEX \"Session_userId_idx\"").await.unwrap();
        let missing = verify(&place).await.unwrap().differences;
        assert_eq!(missing.len(), 1);
        assert_eq!(missing[0].object, "index Session_userId_idx");
    }

    async fn five_at_once_all_succeed(db: Fresh) {
        let migrators: Vec<_> = (0..5)
            .map(|_| {
                let target = target(&db);
                tokio::spawn(async move { up(&Place::own(&target), Set::Authjs).await })
            })
            .collect();
        for migrator in migrators {
            migrator.await.unwrap().unwrap();
        }
        assert_eq!(plain(&db).await, PLAIN);
    }
}

async fn described(engine: Engine) -> Catalogue {
    let db = EMPTY.fresh(engine).await;
    made(&db).await;
    let mut found = catalogue(&db).await;
    for column in &mut found.columns {
        *column = column
            .replace(" timestamp without time zone", " DATETIME")
            .replace(" integer", " INTEGER")
            .replace(" BOOLEAN", " INTEGER");
    }
    found
}

#[test]
fn both_engines_have_the_same_tables_under_the_names_of_prisma() {
    run(Engine::Sqlite, &EMPTY, |_| async {
        let sqlite = described(Engine::Sqlite).await;
        assert_eq!(sqlite, described(Engine::Postgres).await);
        let cascades = [
            "Account.userId -> User CASCADE",
            "Authenticator.userId -> User CASCADE",
            "Session.userId -> User CASCADE",
        ];
        assert_eq!(sqlite.foreign_keys, cascades);
        assert!(
            sqlite
                .columns
                .contains(&"User.emailVerified DATETIME".to_owned())
        );
    });
}

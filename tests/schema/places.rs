//! Other schemas and other kinds of id.

use wardroom_core::db::migrate::{Place, Set, State, up};
use wardroom_core::model::IdKind;
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::every_engine;

use crate::tracking::{all, climb, descend, states, target};

#[test]
fn the_directory_may_live_in_another_schema() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        let target = target(&db);
        let place = Place {
            schema: "back \"office\"",
            ..Place::own(&target)
        };
        climb(&place).await;
        up(&place, Set::Optional).await.unwrap();
        let homes = "SELECT DISTINCT schemaname::text FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1";
        assert_eq!(db.texts(homes).await, ["back \"office\"", "wardroom"]);
        for set in [Set::Optional, Set::Bookkeeping, Set::Directory] {
            assert!(all(&states(&place, set).await, State::Applied), "{set:?}");
            descend(&place, set).await;
        }
        assert_eq!(db.texts(homes).await, [""; 0]);
    });
}

#[test]
fn a_role_that_may_not_create_schemas_migrates_into_one_it_was_given() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        let name = db.name().unwrap();
        db.run(&format!(
            "CREATE ROLE {name}_keeper LOGIN; CREATE SCHEMA wardroom AUTHORIZATION {name}_keeper"
        ))
        .await
        .unwrap();
        let url = db.url().replace("postgres@", &format!("{name}_keeper@"));
        let keeper = url.parse().unwrap();
        up(&Place::own(&keeper), Set::Bookkeeping).await.unwrap();
    });
}

const ID_TYPE: [&str; 2] = [
    "SELECT type FROM pragma_table_info('users') WHERE name = 'id'",
    "SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'id'",
];

async fn migrates_with(db: &Fresh, ids: IdKind, types: [&str; 2]) {
    let target = target(db);
    let place = Place {
        ids,
        ..Place::own(&target)
    };
    let empty = db.dump().await;
    climb(&place).await;
    let engine = usize::from(db.engine() == Engine::Postgres);
    assert_eq!(db.texts(ID_TYPE[engine]).await, [types[engine]]);
    for set in Set::NEEDED.into_iter().rev() {
        descend(&place, set).await;
    }
    assert_eq!(db.dump().await, empty);
}

every_engine! {
    async fn ids_may_be_text(db: Fresh) {
        migrates_with(&db, IdKind::Text, ["TEXT", "text"]).await;
    }

    async fn ids_may_be_integers(db: Fresh) {
        migrates_with(&db, IdKind::Integer, ["INTEGER", "bigint"]).await;
    }
}

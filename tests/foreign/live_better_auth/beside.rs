//! Wardroom's own tables beside the application's: the library does not mind, drizzle-kit on SQLite does.

use wardroom_tests::apps::{BetterAuthSettings, Spelling};
use wardroom_tests::database::Engine;

use super::{ALICE, World, every_app, play};

/// What keeps drizzle-kit to the application's tables.
const FILTER: &str = "!wardroom_*";

const OURS: &str =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'wardroom\\_%' ESCAPE '\\'";

every_app! {
    async fn the_librarys_own_check_of_its_schema_stays_quiet(world: World) {
        assert_eq!(world.app.schema_complaints(), [""; 0]);
        world.attach().await;
        assert_eq!(world.app.schema_complaints(), [""; 0]);
        assert_eq!(world.app.session("alice").as_deref(), Some(ALICE));
    }
}

#[test]
fn the_librarys_own_check_does_find_what_stops_it() {
    play(
        Engine::Postgres,
        Spelling::BuiltIn,
        &BetterAuthSettings::default(),
        |world| async move {
            world
                .db
                .run("ALTER TABLE session ADD COLUMN extra INTEGER NOT NULL DEFAULT 0")
                .await
                .unwrap();
            world
                .db
                .run("ALTER TABLE session ALTER COLUMN extra DROP DEFAULT")
                .await
                .unwrap();
            assert_ne!(world.app.schema_complaints(), [""; 0]);
        },
    );
}

#[test]
fn drizzle_kit_push_drops_our_tables_on_sqlite() {
    play(
        Engine::Sqlite,
        Spelling::Drizzle,
        &BetterAuthSettings::default(),
        |world| async move {
            world.attach().await;
            assert!(world.db.texts(OURS).await.len() > 5);
            // drizzle-kit 0.31 stumbles over its own indexes afterwards; ours are gone by then.
            let _ = world.app.push(None);
            assert_eq!(world.db.texts(OURS).await, [""; 0]);
        },
    );
}

#[test]
fn told_to_leave_them_drizzle_kit_push_keeps_our_tables_on_sqlite() {
    play(
        Engine::Sqlite,
        Spelling::Drizzle,
        &BetterAuthSettings::default(),
        |world| async move {
            world.attach().await;
            let before = world.db.dump().await;
            world.app.push(Some(&[FILTER])).unwrap();
            assert_eq!(world.db.dump().await, before);
        },
    );
}

#[test]
fn drizzle_kit_push_leaves_our_schema_alone_on_postgresql() {
    play(
        Engine::Postgres,
        Spelling::Drizzle,
        &BetterAuthSettings::default(),
        |world| async move {
            world.attach().await;
            let ours = "SELECT relname::text FROM pg_class WHERE relnamespace = 'wardroom'::regnamespace ORDER BY relname";
            let before = world.db.texts(ours).await;
            world.app.push(None).unwrap();
            assert_eq!(world.db.texts(ours).await, before);
            assert_eq!(world.app.session("alice").as_deref(), Some(ALICE));
        },
    );
}

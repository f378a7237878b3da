//! Wardroom's own tables beside the application's: the library does not mind, schema tools on SQLite do.

use wardroom_tests::apps::{BetterAuthSettings, Push, Spelling};
use wardroom_tests::command::Home;
use wardroom_tests::database::{Engine, Fresh};

use super::{ALICE, World, every_app, play};

/// Wardroom's tables, by name.
async fn ours(db: &Fresh) -> Vec<String> {
    db.texts(match db.engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'wardroom_*' ORDER BY name",
        Engine::Postgres => "SELECT relname::text FROM pg_class WHERE relnamespace = 'wardroom'::regnamespace ORDER BY relname",
    })
    .await
}

/// What `wardroom attach` prints for a schema tool, as an operator pastes it into the tool's configuration.
fn printed(db: &Fresh, tool: &str) -> String {
    let report = Home::new().json(&["attach", db.url()]).remove(0);
    let lines = report["schema_settings"].as_array().unwrap();
    let lines = lines.iter().map(|line| line.as_str().unwrap());
    let of = lines.skip_while(|line| !line.starts_with(tool)).skip(1);
    let pasted = of
        .take_while(|line| line.starts_with(' '))
        .filter_map(|line| line.strip_prefix("    "));
    pasted.collect::<Vec<_>>().join("\n")
}

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

/// Plays a scene over a schema tool's own spelling.
fn with_tool<F: Future<Output = ()>>(
    engine: Engine,
    spelling: Spelling,
    scene: impl FnOnce(World) -> F,
) {
    play(engine, spelling, &BetterAuthSettings::default(), scene);
}

#[test]
fn drizzle_kit_push_drops_our_tables_on_sqlite() {
    with_tool(Engine::Sqlite, Spelling::Drizzle, |world| async move {
        world.attach().await;
        assert!(ours(&world.db).await.len() > 5);
        // drizzle-kit 0.31 stumbles over its own indexes afterwards; ours are gone by then.
        let _ = world.app.push(&Push::default());
        assert_eq!(ours(&world.db).await, [""; 0]);
    });
}

#[test]
fn prisma_db_push_drops_our_tables_on_sqlite_once_it_may() {
    with_tool(Engine::Sqlite, Spelling::Prisma, |world| async move {
        world.attach().await;
        let before = world.db.dump().await;
        let warned = world.app.push(&Push::default()).unwrap_err();
        assert!(
            warned.contains(
                "You are about to drop the `wardroom_operators` table, which is not empty"
            ),
            "{warned}"
        );
        assert_eq!(world.db.dump().await, before);
        let told = Push {
            accept_data_loss: true,
            ..Push::default()
        };
        world.app.push(&told).unwrap();
        assert_eq!(ours(&world.db).await, [""; 0]);
    });
}

fn keeps_our_tables(spelling: Spelling, tool: &'static str) {
    with_tool(Engine::Sqlite, spelling, move |world| async move {
        // An operator sets this before attaching.
        let settings = printed(&world.db, tool);
        assert_ne!(settings, "");
        world.attach().await;
        assert_eq!(printed(&world.db, tool), settings);
        let before = world.db.dump().await;
        let told = Push {
            settings,
            accept_data_loss: true,
        };
        world.app.push(&told).unwrap();
        assert_eq!(world.db.dump().await, before);
        assert_eq!(world.app.session("alice").as_deref(), Some(ALICE));
    });
}

#[test]
fn told_what_attach_prints_drizzle_kit_push_keeps_our_tables_on_sqlite() {
    keeps_our_tables(Spelling::Drizzle, "drizzle-kit");
}

#[test]
fn told_what_attach_prints_prisma_db_push_keeps_our_tables_on_sqlite() {
    keeps_our_tables(Spelling::Prisma, "prisma");
}

fn leaves_our_schema_alone(spelling: Spelling) {
    with_tool(Engine::Postgres, spelling, |world| async move {
        world.attach().await;
        let before = ours(&world.db).await;
        world
            .app
            .push(&Push {
                accept_data_loss: true,
                ..Push::default()
            })
            .unwrap();
        assert_eq!(ours(&world.db).await, before);
        assert_eq!(world.app.session("alice").as_deref(), Some(ALICE));
    });
}

#[test]
fn drizzle_kit_push_leaves_our_schema_alone_on_postgresql() {
    leaves_our_schema_alone(Spelling::Drizzle);
}

#[test]
fn prisma_db_push_leaves_our_schema_alone_on_postgresql() {
    leaves_our_schema_alone(Spelling::Prisma);
}

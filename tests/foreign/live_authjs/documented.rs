//! The code of `docs/authjs.md`, word for word, over the tables that `wardroom init --layout authjs` makes; and Prisma's
//! models in the two combinations that the other scenes leave out.

use wardroom_core::action::EndSession;
use wardroom_tests::apps::{Adapter, AuthJsSettings};
use wardroom_tests::database::Engine;

use super::{ALICE, BOB, Tables, World, play};

const PAGE: &str = include_str!("../../../docs/authjs.md");

/// The blocks of code below a heading of the page, in their order.
fn blocks(heading: &str) -> Vec<&'static str> {
    let (_, below) = PAGE.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = below.split("\n## ").next().unwrap();
    let fenced = section.split("\n```").skip(1).step_by(2);
    fenced
        .map(|block| block.split_once('\n').unwrap().1)
        .collect()
}

/// An application that was written after the page.
pub(super) fn told(engine: Engine, adapter: Adapter, settings: AuthJsSettings) -> AuthJsSettings {
    let (schema, driver) = if adapter == Adapter::Prisma {
        let [models, sqlite] = blocks("Prisma")[..] else {
            panic!("the page has other blocks for Prisma")
        };
        let sqlite = sqlite.trim_end_matches(';').to_owned();
        let driver = (engine == Engine::Sqlite).then_some(sqlite);
        (models.to_owned(), driver)
    } else {
        let [postgres, sqlite, tables] = blocks("Drizzle")[..] else {
            panic!("the page has other blocks for Drizzle")
        };
        let head = match engine {
            Engine::Postgres => postgres,
            Engine::Sqlite => sqlite,
        };
        (format!("{head}\n{tables}"), None)
    };
    AuthJsSettings {
        schema: Some(schema),
        driver,
        tables_exist: true,
        ..settings
    }
}

async fn a_session_ends_and_the_others_go_on(world: World) {
    let app = &world.app;
    app.link_account(ALICE, "github", "7");
    let wardroom = world.attach().await;
    let alice = wardroom.id_of(ALICE).await;
    let rows = wardroom
        .directory
        .sessions_of(&alice, None, 5)
        .await
        .unwrap()
        .rows;
    assert_eq!(rows.len(), 1);
    app.begin_session("phone", ALICE);
    assert_eq!(app.session("alice").as_deref(), Some(ALICE));
    wardroom
        .bo(EndSession {
            session: rows[0].id.clone(),
        })
        .await;
    assert_eq!(app.session("alice"), None);
    assert_eq!(app.session("phone").as_deref(), Some(ALICE));
    assert_eq!(app.session("bob").as_deref(), Some(BOB));
    assert_eq!(app.user_by_account("github", "7").as_deref(), Some(ALICE));
}

fn plays(engine: Engine, tables: Tables) {
    play(
        engine,
        tables,
        AuthJsSettings::default(),
        a_session_ends_and_the_others_go_on,
    );
}

#[test]
fn drizzle_as_told_on_postgres() {
    plays(Engine::Postgres, Tables::Told(Adapter::Drizzle));
}

#[test]
fn drizzle_as_told_on_sqlite() {
    plays(Engine::Sqlite, Tables::Told(Adapter::Drizzle));
}

#[test]
fn prisma_as_told_on_postgres() {
    plays(Engine::Postgres, Tables::Told(Adapter::Prisma));
}

#[test]
fn prisma_as_told_on_sqlite() {
    plays(Engine::Sqlite, Tables::Told(Adapter::Prisma));
}

#[test]
fn prisma_on_postgres() {
    plays(Engine::Postgres, Tables::Of(Adapter::Prisma));
}

#[test]
fn mapped_prisma_on_sqlite() {
    plays(Engine::Sqlite, Tables::Of(Adapter::PrismaMapped));
}

//! What each change does to the rows of a Better Auth database, exactly: two spellings on two engines, without Node.

mod accounts;
mod backup_codes;
mod mail;
mod older;
mod pieces;
mod reading;
mod refusals;
mod remaining;
mod rows;

use wardroom_core::action::{Action, Done, perform, preview};
use wardroom_core::error::Error;
use wardroom_core::layout::AppSettings;
use wardroom_tests::cast::{Attached, reason};
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::foreign::better_auth::{Spelling, ddl, spelled};

use rows::{PEOPLE, Rows};

pub(crate) const ALICE: &str = "alice@mail.example";
pub(crate) const BOB: &str = "bob@mail.example";

/// A database with alice, who has everything, and bob, who signs in with his account at GitHub only.
pub(crate) struct World {
    pub(crate) db: Fresh,
    pub(crate) spelling: Spelling,
}

impl World {
    pub(crate) async fn made(db: Fresh, spelling: Spelling) -> Self {
        let world = Self { db, spelling };
        world.raw(&ddl(world.db.engine(), spelling)).await;
        world.fill(PEOPLE).await;
        world
    }

    /// Rows whose instants and truths are as this database spells them.
    pub(crate) async fn fill(&self, sql: &str) {
        let rows = rows::with_times(sql, self.db.engine(), self.spelling);
        self.run(&rows).await;
    }

    /// A statement whose names are as this spelling has them.
    pub(crate) async fn run(&self, sql: &str) {
        self.raw(&spelled(sql, self.spelling)).await;
    }

    async fn raw(&self, sql: &str) {
        self.db.run(sql).await.unwrap();
    }

    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        self.db.texts(&spelled(sql, self.spelling)).await
    }

    pub(crate) async fn attach(&self, profile: &[(&str, &str)]) -> Attached {
        let mut app = AppSettings::default();
        for (key, text) in profile {
            app.set(key, text).unwrap();
        }
        Attached::to(&self.db, &app.with_secret().unwrap()).await
    }

    /// Does an action as ana, after the preview; what it said, and the rows that went and came.
    pub(crate) async fn act<A: Action>(
        &self,
        wardroom: &Attached,
        action: A,
    ) -> (Vec<String>, Done<A::Outcome>, [Vec<String>; 2]) {
        let said = preview(&wardroom.directory, &action).await.unwrap();
        let before = Rows::of(self, wardroom.now()).await;
        let given = wardroom_core::action::Given {
            previewed: Some(said.mark()),
            ..reason()
        };
        let caller = &wardroom.troupe.ana.caller;
        let done = perform(&wardroom.directory, caller, &given, &action)
            .await
            .unwrap();
        let after = Rows::of(self, wardroom.now()).await;
        (said.changes, done, before.to(&after))
    }

    /// Why ana's action is refused; no row of the application changed.
    pub(crate) async fn refused<A: Action>(&self, wardroom: &Attached, action: A) -> Error {
        let before = Rows::of(self, wardroom.now()).await;
        let caller = &wardroom.troupe.ana.caller;
        let answer = perform(&wardroom.directory, caller, &reason(), &action).await;
        let Err(error) = answer else {
            panic!("{} was done", A::SPEC.verb)
        };
        let after = Rows::of(self, wardroom.now()).await;
        assert_eq!(
            before.to(&after),
            [vec![], vec![]] as [Vec<String>; 2],
            "{error}"
        );
        error
    }
}

pub(crate) fn play<F, Fut>(engine: Engine, spelling: Spelling, scene: F)
where
    F: FnOnce(World) -> Fut,
    Fut: Future<Output = ()>,
{
    run(engine, &EMPTY, |db| async move {
        scene(World::made(db, spelling).await).await;
    });
}

/// Turns each scene `async fn name(world: World) { … }` into four tests: each engine in each spelling.
macro_rules! every_spelling {
    ($(async fn $name:ident($world:ident: $type:ty) $body:block)+) => {$(
        mod $name {
            use super::*;
            use wardroom_tests::database::Engine;
            use wardroom_tests::foreign::better_auth::Spelling;

            async fn scene($world: $type) $body

            #[test]
            fn built_in_on_sqlite() {
                $crate::better_auth::play(Engine::Sqlite, Spelling::BuiltIn, scene);
            }

            #[test]
            fn built_in_on_postgres() {
                $crate::better_auth::play(Engine::Postgres, Spelling::BuiltIn, scene);
            }

            #[test]
            fn drizzle_on_sqlite() {
                $crate::better_auth::play(Engine::Sqlite, Spelling::Drizzle, scene);
            }

            #[test]
            fn drizzle_on_postgres() {
                $crate::better_auth::play(Engine::Postgres, Spelling::Drizzle, scene);
            }
        }
    )+};
}
pub(crate) use every_spelling;

//! Operators act on the database of a real Auth.js application, which is then asked what became of it.

mod actions;
mod changes;
mod documented;
mod made;
mod purge;
mod sessions;

use std::time::Duration;

use serde_json::{Value, json};
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::layout::AppSettings;
use wardroom_tests::apps::{Adapter, AuthJs, AuthJsSettings};
use wardroom_tests::cast::Attached;
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::foreign::authjs::Variant;

pub(crate) const ALICE: &str = "alice@mail.example";
pub(crate) const BOB: &str = "bob@mail.example";

/// Whose tables the application uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tables {
    /// Those of its adapter's documentation.
    Of(Adapter),
    /// Those that `wardroom init --layout authjs` makes, by the Drizzle adapter.
    Made,
    /// The same, used by that adapter with the code of `docs/authjs.md`.
    Told(Adapter),
}

/// A running application and its database. alice and bob are signed in as themselves, by a link each.
pub(crate) struct World {
    pub(crate) app: AuthJs,
    pub(crate) db: Fresh,
    pub(crate) variant: Variant,
}

impl World {
    /// Attaches Wardroom, which knows nothing of the application but its database.
    pub(crate) async fn attach(&self) -> Attached {
        self.attach_with(&[]).await
    }

    /// Statements of the scene's own, names and instants as the adapter spells them.
    pub(crate) async fn run(&self, sql: &str) {
        let sql = self.variant.spelled(self.db.engine(), sql);
        self.db.run(&sql).await.unwrap();
    }

    /// The first column of every row, as [`World::run`] spells.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        self.db
            .texts(&self.variant.spelled(self.db.engine(), sql))
            .await
    }

    /// Lets what lives in a table have expired so many days ago.
    pub(crate) async fn expire(&self, table: &str, days: u64) {
        let now = SystemClock.now();
        let then = now.minus(Duration::from_hours(24 * days));
        let [now, then] = [now, then].map(|at| at.to_second().to_string().replace('Z', ".000Z"));
        self.run(&format!(
            "UPDATE {{{table}}} SET expires = {{at {then}}} WHERE expires > {{at {now}}}"
        ))
        .await;
    }

    /// Attaches Wardroom with these keys in the profile.
    pub(crate) async fn attach_with(&self, profile: &[(&str, &str)]) -> Attached {
        let mut app = AppSettings::default();
        for (key, text) in profile {
            app.set(key, text).unwrap();
        }
        Attached::to(&self.db, &app.with_secret().unwrap()).await
    }
}

/// The names of the tables made here, as the application's schema takes them.
pub(crate) fn names() -> Value {
    json!({ "user": "User", "account": "Account", "session": "Session",
        "verificationToken": "VerificationToken", "authenticator": "Authenticator" })
}

/// Plays a scene over one set of tables on one engine.
pub(crate) fn play<F, Fut>(engine: Engine, tables: Tables, settings: AuthJsSettings, scene: F)
where
    F: FnOnce(World) -> Fut,
    Fut: Future<Output = ()>,
{
    run(engine, &EMPTY, |db| async move {
        let (adapter, settings) = match tables {
            Tables::Of(adapter) => (adapter, settings),
            Tables::Made => {
                let target = db.url().parse().unwrap();
                up(&Place::own(&target), Set::Authjs).await.unwrap();
                let names = names();
                let made = AuthJsSettings {
                    names,
                    tables_exist: true,
                    ..settings
                };
                (Adapter::Drizzle, made)
            }
            Tables::Told(adapter) => {
                let target = db.url().parse().unwrap();
                up(&Place::own(&target), Set::Authjs).await.unwrap();
                (adapter, documented::told(engine, adapter, settings))
            }
        };
        let Some(app) = AuthJs::start(adapter, &db, &settings) else {
            return;
        };
        app.sign_in("alice", ALICE);
        app.sign_in("bob", BOB);
        let variant = match (tables, adapter) {
            (Tables::Made | Tables::Told(_), _) => Variant::Made,
            (_, Adapter::Drizzle) => Variant::Drizzle,
            (_, Adapter::Prisma) => Variant::Prisma,
            (_, Adapter::PrismaMapped) => Variant::PrismaMapped,
            (_, Adapter::Pg) => Variant::PgAdapter,
        };
        scene(World { app, db, variant }).await;
    });
}

/// Turns each scene `async fn name(world: World) { … }` into seven tests: each engine and Drizzle's tables or ours, Prisma's
/// on SQLite and mapped on PostgreSQL, and the PostgreSQL adapter.
macro_rules! every_app {
    ($($(#[$attr:meta])* async fn $name:ident($world:ident: $type:ty) $body:block)+) => {$(
        mod $name {
            use super::*;
            use wardroom_tests::apps::{Adapter, AuthJsSettings};
            use wardroom_tests::database::Engine;
            use $crate::live_authjs::{Tables, play};

            async fn scene($world: $type) $body

            #[test]
            $(#[$attr])*
            fn drizzle_on_sqlite() {
                play(Engine::Sqlite, Tables::Of(Adapter::Drizzle), AuthJsSettings::default(), scene);
            }

            #[test]
            $(#[$attr])*
            fn drizzle_on_postgres() {
                play(Engine::Postgres, Tables::Of(Adapter::Drizzle), AuthJsSettings::default(), scene);
            }

            #[test]
            $(#[$attr])*
            fn made_on_sqlite() {
                play(Engine::Sqlite, Tables::Made, AuthJsSettings::default(), scene);
            }

            #[test]
            $(#[$attr])*
            fn made_on_postgres() {
                play(Engine::Postgres, Tables::Made, AuthJsSettings::default(), scene);
            }

            #[test]
            $(#[$attr])*
            fn prisma_on_sqlite() {
                play(Engine::Sqlite, Tables::Of(Adapter::Prisma), AuthJsSettings::default(), scene);
            }

            #[test]
            $(#[$attr])*
            fn mapped_prisma_on_postgres() {
                play(Engine::Postgres, Tables::Of(Adapter::PrismaMapped), AuthJsSettings::default(), scene);
            }

            #[test]
            $(#[$attr])*
            fn its_own_adapter_on_postgres() {
                play(Engine::Postgres, Tables::Of(Adapter::Pg), AuthJsSettings::default(), scene);
            }
        }
    )+};
}
pub(crate) use every_app;

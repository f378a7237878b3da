//! Operators act on the database of a real Better Auth application, which is then asked what became of it.

mod backup_codes;
mod ban;
mod beside;
mod factors;
mod pieces;
mod purge;
mod resets;
mod sessions;
mod spelled;
mod verified;

use wardroom_core::layout::AppSettings;
use wardroom_tests::apps::{BetterAuth, BetterAuthSettings, Spelling};
use wardroom_tests::cast::Attached;
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::foreign::better_auth as tables;

pub(crate) const ALICE: &str = "alice@mail.example";
pub(crate) const BOB: &str = "bob@mail.example";

/// A running application and its database. alice and bob are registered, each signed in as themselves.
pub(crate) struct World {
    pub(crate) app: BetterAuth,
    pub(crate) db: Fresh,
    pub(crate) spelling: Spelling,
}

impl World {
    /// Attaches Wardroom, which knows nothing of the application but its database.
    pub(crate) async fn attach(&self) -> Attached {
        self.attach_with(&[]).await
    }

    /// Attaches Wardroom with these keys in the profile.
    pub(crate) async fn attach_with(&self, keys: &[(&str, &str)]) -> Attached {
        Attached::to(&self.db, &profile(keys)).await
    }

    /// A column as this spelling has it, quoted.
    pub(crate) fn column(&self, built_in: &str) -> String {
        let spelling = match self.spelling {
            Spelling::BuiltIn => tables::Spelling::BuiltIn,
            Spelling::Drizzle => tables::Spelling::Drizzle,
            Spelling::Prisma => tables::Spelling::Prisma,
        };
        tables::spelled(built_in, spelling)
    }

    /// Lets rows expire so many days from now, as the application spells its times.
    pub(crate) async fn expire(&self, table: &str, days: f64, only: &str) {
        let seconds = days * 86_400.0;
        let at = match (self.db.engine(), self.spelling) {
            (Engine::Postgres, Spelling::BuiltIn) => format!("now() + interval '{seconds} s'"),
            (Engine::Postgres, Spelling::Drizzle | Spelling::Prisma) => {
                format!("(now() AT TIME ZONE 'UTC') + interval '{seconds} s'")
            }
            (Engine::Sqlite, Spelling::BuiltIn) => {
                format!("strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '{seconds} seconds')")
            }
            (Engine::Sqlite, Spelling::Prisma) => {
                format!("strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '{seconds} seconds')")
            }
            (Engine::Sqlite, Spelling::Drizzle) => {
                format!("CAST((unixepoch('subsecond') + {seconds}) * 1000 AS INTEGER)")
            }
        };
        let column = self.column("expiresAt");
        self.db
            .run(&format!("UPDATE {table} SET {column} = {at} WHERE {only}"))
            .await
            .unwrap();
    }
}

/// A profile with these keys.
pub(crate) fn profile(keys: &[(&str, &str)]) -> AppSettings {
    let mut app = AppSettings::default();
    for (key, text) in keys {
        app.set(key, text).unwrap();
    }
    app.with_secret().unwrap()
}

/// Plays a scene over one adapter on one engine.
pub(crate) fn play<F, Fut>(
    engine: Engine,
    spelling: Spelling,
    settings: &BetterAuthSettings,
    scene: F,
) where
    F: FnOnce(World) -> Fut,
    Fut: Future<Output = ()>,
{
    run(engine, &EMPTY, |db| async move {
        let Some(app) = BetterAuth::start(spelling, &db, settings) else {
            return;
        };
        app.sign_up("alice", ALICE);
        app.sign_up("bob", BOB);
        scene(World { app, db, spelling }).await;
    });
}

/// Turns each scene `async fn name(world: World) { … }` into six tests: each engine, built-in adapter, Drizzle and Prisma.
macro_rules! every_app {
    ($($(#[$attr:meta])* async fn $name:ident($world:ident: $type:ty) $body:block)+) => {
        $crate::live_better_auth::every_app!(wardroom_tests::apps::BetterAuthSettings::default(); $($(#[$attr])* async fn $name($world: $type) $body)+);
    };
    ($settings:expr; $($(#[$attr:meta])* async fn $name:ident($world:ident: $type:ty) $body:block)+) => {$(
        mod $name {
            use super::*;
            use wardroom_tests::apps::Spelling;
            use wardroom_tests::database::Engine;

            async fn scene($world: $type) $body

            #[test]
            $(#[$attr])*
            fn built_in_on_sqlite() {
                $crate::live_better_auth::play(Engine::Sqlite, Spelling::BuiltIn, &$settings, scene);
            }

            #[test]
            $(#[$attr])*
            fn built_in_on_postgres() {
                $crate::live_better_auth::play(Engine::Postgres, Spelling::BuiltIn, &$settings, scene);
            }

            #[test]
            $(#[$attr])*
            fn drizzle_on_sqlite() {
                $crate::live_better_auth::play(Engine::Sqlite, Spelling::Drizzle, &$settings, scene);
            }

            #[test]
            $(#[$attr])*
            fn drizzle_on_postgres() {
                $crate::live_better_auth::play(Engine::Postgres, Spelling::Drizzle, &$settings, scene);
            }

            #[test]
            $(#[$attr])*
            #[ignore = "pushes its tables each time, as on PostgreSQL: tests/run --soak"]
            fn prisma_on_sqlite() {
                $crate::live_better_auth::play(Engine::Sqlite, Spelling::Prisma, &$settings, scene);
            }

            #[test]
            $(#[$attr])*
            fn prisma_on_postgres() {
                $crate::live_better_auth::play(Engine::Postgres, Spelling::Prisma, &$settings, scene);
            }
        }
    )+};
}
pub(crate) use every_app;

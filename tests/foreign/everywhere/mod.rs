//! One behaviour suite over every layout: the same cast, the same scenes, the library's own way of keeping them.

mod ending;
mod reading;
mod refusing;
mod settle;
mod sweeping;

use wardroom_core::layout::AppSettings;
use wardroom_core::model::UserId;
use wardroom_tests::cast::Attached;
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::foreign::authjs::Variant;
use wardroom_tests::foreign::better_auth::{Ids, Spelling};
use wardroom_tests::supabase::SUPABASE;

pub(crate) const ALICE: &str = "alice@mail.example";
pub(crate) const BOB: &str = "bob@mail.example";

/// A layout, as one of its libraries spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Wardroom's own.
    Own,
    /// Better Auth's.
    BetterAuth(Spelling, Ids),
    /// Auth.js's.
    AuthJs(Variant),
    /// Supabase Auth's, on PostgreSQL.
    Supabase,
}

/// A directory with its cast, and operators: alice with two live sessions, bob with one, and one that expired long ago.
pub(crate) struct World {
    pub(crate) kind: Kind,
    pub(crate) wardroom: Attached,
    pub(crate) db: Fresh,
}

impl World {
    /// The application's own tables, every row of them.
    pub(crate) async fn rows_of_the_application(&self) -> String {
        let dump = self.db.dump().await;
        let mut theirs = Vec::new();
        let mut is_ours = false;
        for line in dump.lines() {
            // pg_dump tells a table's rows after its name; SQLite's dump names the table in every line.
            is_ours = match line {
                "\\." => false,
                _ => is_ours || line.starts_with("COPY wardroom."),
            };
            if !is_ours && !line.contains("wardroom_") && !line.contains("wardroom.") {
                theirs.push(line);
            }
        }
        let theirs = theirs.join("\n");
        assert!(theirs.contains(ALICE), "the rows are not there");
        theirs
    }

    /// alice's id. Supabase's cast has another with her address, by single sign-on.
    pub(crate) async fn alice(&self) -> UserId {
        if self.kind == Kind::Supabase {
            let id = "a0000000-0000-4000-8000-000000000001";
            return self.wardroom.directory.parse_user_id(id).unwrap();
        }
        self.wardroom.id_of(ALICE).await
    }

    /// bob's id.
    pub(crate) async fn bob(&self) -> UserId {
        self.wardroom.id_of(BOB).await
    }
}

/// Plays a scene over one layout on one engine.
pub(crate) fn play<F, Fut>(engine: Engine, kind: Kind, scene: F)
where
    F: FnOnce(World) -> Fut,
    Fut: Future<Output = ()>,
{
    let template = match kind {
        Kind::Supabase => &SUPABASE,
        _ => &EMPTY,
    };
    run(engine, template, |db| async move {
        settle::settle(&db, kind).await;
        let wardroom = match kind {
            Kind::Own => Attached::own(&db).await,
            _ => Attached::to(&db, &AppSettings::default()).await,
        };
        scene(World { kind, wardroom, db }).await;
    });
}

/// Turns each scene `async fn name(world: World) { … }` into a test for every layout, spelling and engine.
macro_rules! everywhere {
    (@tests $scene:ident; $($name:ident: $engine:ident, $kind:expr;)+) => {$(
        #[test]
        fn $name() {
            $crate::everywhere::play(wardroom_tests::database::Engine::$engine, $kind, $scene);
        }
    )+};
    ($(async fn $name:ident($world:ident: $type:ty) $body:block)+) => {$(
        mod $name {
            use super::*;
            use wardroom_tests::foreign::authjs::Variant;
            use wardroom_tests::foreign::better_auth::{Ids, Spelling};
            use $crate::everywhere::Kind;

            async fn scene($world: $type) $body

            $crate::everywhere::everywhere! { @tests scene;
                own_on_sqlite: Sqlite, Kind::Own;
                own_on_postgres: Postgres, Kind::Own;
                better_auth_on_sqlite: Sqlite, Kind::BetterAuth(Spelling::BuiltIn, Ids::Text);
                better_auth_on_postgres: Postgres, Kind::BetterAuth(Spelling::BuiltIn, Ids::Text);
                better_auth_by_drizzle_on_sqlite: Sqlite, Kind::BetterAuth(Spelling::Drizzle, Ids::Text);
                better_auth_by_drizzle_on_postgres: Postgres, Kind::BetterAuth(Spelling::Drizzle, Ids::Text);
                better_auth_by_prisma_on_sqlite: Sqlite, Kind::BetterAuth(Spelling::Prisma, Ids::Text);
                better_auth_by_prisma_on_postgres: Postgres, Kind::BetterAuth(Spelling::Prisma, Ids::Text);
                better_auth_with_numbers_on_sqlite: Sqlite, Kind::BetterAuth(Spelling::BuiltIn, Ids::Serial);
                better_auth_with_numbers_on_postgres: Postgres, Kind::BetterAuth(Spelling::BuiltIn, Ids::Serial);
                better_auth_with_uuids_on_postgres: Postgres, Kind::BetterAuth(Spelling::BuiltIn, Ids::Uuid);
                authjs_by_drizzle_on_sqlite: Sqlite, Kind::AuthJs(Variant::Drizzle);
                authjs_by_drizzle_on_postgres: Postgres, Kind::AuthJs(Variant::Drizzle);
                authjs_by_mapped_prisma_on_sqlite: Sqlite, Kind::AuthJs(Variant::PrismaMapped);
                authjs_by_mapped_prisma_on_postgres: Postgres, Kind::AuthJs(Variant::PrismaMapped);
                authjs_by_its_adapter_on_postgres: Postgres, Kind::AuthJs(Variant::PgAdapter);
                supabase_on_postgres: Postgres, Kind::Supabase;
            }
        }
    )+};
}
pub(crate) use everywhere;

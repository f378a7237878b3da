//! The console over directories of other libraries: what their layout can bear is offered, what not says why.

mod better_auth;
mod codes;
mod refused;
mod settle;
mod supabase;

use wardroom::console::headless::Console;
use wardroom_core::layout::AppSettings;
use wardroom_core::model::Ts;
use wardroom_tests::cast::Attached;
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};

use crate::desk::at;

/// A Better Auth directory with operators, and the database that the application sees.
pub(crate) struct World {
    pub(crate) wardroom: Attached,
    pub(crate) db: Fresh,
}

impl World {
    /// The admin's console on this user's page.
    pub(crate) async fn page(&self, address: &str) -> Console {
        let mut console = at(&self.wardroom, &self.wardroom.troupe.ana, address).await;
        console.press("⏎").await;
        console
    }

    /// What the application's rows say.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        self.db.texts(sql).await
    }
}

/// When the scenes play: a morning later than every row but the sessions' ends.
pub(crate) fn now() -> Ts {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

/// Plays a scene over Better Auth on SQLite; the profile says where resets lead and that codes are kept plain.
pub(crate) fn scene<F, Fut>(scene: F)
where
    F: FnOnce(World) -> Fut,
    Fut: Future<Output = ()>,
{
    run(Engine::Sqlite, &EMPTY, |db| async move {
        settle::settle(&db).await;
        let mut app = AppSettings::default();
        app.set("code_storage", "plain").unwrap();
        app.set("base_url", "https://app.example/api/auth").unwrap();
        app.set("reset_page", "https://app.example/new-password")
            .unwrap();
        let wardroom = Attached::at(&db, &app, now()).await;
        scene(World { wardroom, db }).await;
    });
}

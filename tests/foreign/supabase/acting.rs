//! Operators over an attached Supabase directory: through the one door, and its tables stay as they were.

use wardroom_core::action::EndSessions;
use wardroom_core::layout::AppSettings;
use wardroom_tests::cast::Attached;
use wardroom_tests::database::{Engine, run};
use wardroom_tests::supabase::SUPABASE;

use super::{BOB, user};

#[test]
fn sessions_end_and_no_table_of_its_own_changes() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let tables = "SELECT attrelid::regclass || '.' || attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
            WHERE relnamespace = 'auth'::regnamespace AND attnum > 0 ORDER BY 1";
        let before = db.texts(tables).await;
        let attached = Attached::to(&db, &AppSettings::default()).await;
        let ended = attached.bo(EndSessions { user: user(BOB) }).await;
        assert_eq!(ended.outcome.sessions, 1);
        let left = attached.directory.live_sessions_of(&user(BOB)).await;
        assert_eq!(left.unwrap(), 0);
        assert_eq!(db.texts(tables).await, before);
    });
}

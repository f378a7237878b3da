//! Operators over an attached Supabase directory: through the one door, and its tables stay as they were.

use wardroom_core::action::EndSession;
use wardroom_core::layout::AppSettings;
use wardroom_tests::cast::Attached;
use wardroom_tests::database::{Engine, run};
use wardroom_tests::supabase::SUPABASE;

use super::{BOB, session, user};

#[test]
fn a_session_ends_and_no_table_of_its_own_changes() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let tables = "SELECT attrelid::regclass || '.' || attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
            WHERE relnamespace = 'auth'::regnamespace AND attnum > 0 ORDER BY 1";
        let before = db.texts(tables).await;
        let attached = Attached::to(&db, &AppSettings::default()).await;
        let session = session("5e000000-0000-4000-8000-000000000003");
        attached.bo(EndSession { session }).await;
        let left = attached.directory.live_sessions_of(&user(BOB)).await;
        assert_eq!(left.unwrap(), 0);
        assert_eq!(db.texts(tables).await, before);
    });
}

//! A ban lasts until an instant the application can read.

use wardroom_core::model::UserStatus::{Active, Disabled};
use wardroom_tests::database::{Engine, run};
use wardroom_tests::supabase::SUPABASE;

use super::{ALICE, CAROL, agrees, change, now, user};

#[test]
fn a_user_is_banned_as_its_dashboard_does_it() {
    agrees(
        async |changes, edit| changes.set_status(edit, &user(ALICE), Disabled).await,
        &[
            "UPDATE users SET banned_until = ($now::timestamptz AT TIME ZONE 'utc' + interval '876000 hours') AT TIME ZONE 'utc'
                WHERE id = 'a0000000-0000-4000-8000-000000000001'",
        ],
    );
}

#[test]
fn the_ban_is_lifted_as_none_lifts_it() {
    agrees(
        async |changes, edit| changes.set_status(edit, &user(CAROL), Active).await,
        &["UPDATE users SET banned_until = NULL WHERE id = 'c0000000-0000-4000-8000-000000000003'"],
    );
}

#[test]
fn a_ban_that_stands_and_one_that_is_over_are_told_apart() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let again = async |changes: &'static dyn wardroom_core::layout::Changes,
                           edit: &mut wardroom_core::layout::Edit<'_>| {
            changes.set_status(edit, &user(CAROL), Disabled).await
        };
        assert_eq!(change(&db, now(), again).await, 0);
        db.run("UPDATE auth.users SET banned_until = now() - interval '1 day'")
            .await
            .unwrap();
        let lifted = change(&db, now(), async |changes, edit| {
            changes.set_status(edit, &user(CAROL), Active).await
        });
        assert_eq!(lifted.await, 0);
        assert_eq!(change(&db, now(), again).await, 1);
    });
}

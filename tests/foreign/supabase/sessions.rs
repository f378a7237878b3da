//! Sessions end as the application's own sign-out ends them.

use wardroom_core::model::EndedWhy::Operator;
use wardroom_tests::database::{Engine, run};
use wardroom_tests::supabase::SUPABASE;

use super::{ALICE, agrees, change, now, session, user};

const TWICE_PROVED: &str = "5e000000-0000-4000-8000-000000000001";

#[test]
fn one_is_ended_as_logout_session_does() {
    agrees(
        async |changes, edit| {
            changes
                .end_session(edit, &session(TWICE_PROVED), Operator)
                .await
        },
        &["DELETE FROM sessions WHERE id = '5e000000-0000-4000-8000-000000000001'"],
    );
}

#[test]
fn all_are_ended_as_logout_does() {
    agrees(
        async |changes, edit| changes.end_sessions_of(edit, &user(ALICE), Operator).await,
        &["DELETE FROM sessions WHERE user_id = 'a0000000-0000-4000-8000-000000000001'"],
    );
}

#[test]
fn all_but_one_are_ended_as_logout_all_except_me_does() {
    agrees(
        async |changes, edit| {
            let kept = session(TWICE_PROVED);
            changes
                .end_other_sessions_of(edit, &user(ALICE), &kept, Operator)
                .await
        },
        &[
            "DELETE FROM sessions WHERE id != '5e000000-0000-4000-8000-000000000001'
            AND user_id = 'a0000000-0000-4000-8000-000000000001'",
        ],
    );
}

#[test]
fn how_many_ended_is_told_and_none_ends_twice() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        for expected in [2, 0] {
            let ended = change(&db, now(), async |changes, edit| {
                changes.end_sessions_of(edit, &user(ALICE), Operator).await
            });
            assert_eq!(ended.await, expected);
        }
        let others = db.texts("SELECT id::text FROM auth.sessions").await;
        assert_eq!(others.len(), 2);
    });
}

#[test]
fn tokens_from_before_there_were_sessions_go_too() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        db.run("UPDATE auth.refresh_tokens SET session_id = NULL")
            .await
            .unwrap();
        change(&db, now(), async |changes, edit| {
            changes.end_sessions_of(edit, &user(ALICE), Operator).await
        })
        .await;
        let left = db
            .texts("SELECT token::text FROM auth.refresh_tokens")
            .await;
        assert_eq!(left, ["yzabcdefghij"]);
    });
}

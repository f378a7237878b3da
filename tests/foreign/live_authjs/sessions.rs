//! A session that Wardroom ended is gone for the application, and no other; a cookie that is a JWT nobody ends.

use wardroom_core::Error;
use wardroom_core::action::{EndSession, EndSessions};
use wardroom_core::store::AuditFilter;
use wardroom_tests::apps::{Adapter, AuthJsSettings};
use wardroom_tests::database::Engine;

use super::{ALICE, BOB, Tables, World, every_app, play};

every_app! {
    async fn one_session_ends_and_the_others_go_on(world: World) {
        let app = &world.app;
        let wardroom = world.attach().await;
        let alice = wardroom.id_of(ALICE).await;
        let first = wardroom.directory.sessions_of(&alice, None, 5).await.unwrap().rows;
        assert_eq!(first.len(), 1);
        app.begin_session("phone", ALICE);
        wardroom.bo(EndSession { session: first[0].id.clone() }).await;
        assert_eq!(app.session("alice"), None);
        assert_eq!(app.session("phone").as_deref(), Some(ALICE));
        assert_eq!(app.session("bob").as_deref(), Some(BOB));
    }

    async fn a_token_is_shown_nowhere(world: World) {
        let wardroom = world.attach().await;
        let alice = wardroom.id_of(ALICE).await;
        let rows = wardroom.directory.sessions_of(&alice, None, 5).await.unwrap().rows;
        wardroom.bo(EndSession { session: rows[0].id.clone() }).await;
        let audited = wardroom.directory.audit(&AuditFilter::default(), None, 50).await.unwrap();
        let shown = format!("{rows:?} {audited:?}");
        for token in world.texts("SELECT {sessionToken} FROM {Session}").await {
            assert!(!shown.contains(&token));
        }
    }
}

#[test]
fn with_the_jwt_strategy_ending_sessions_is_refused_with_the_reason() {
    let jwt = AuthJsSettings {
        strategy: Some("jwt"),
        ..AuthJsSettings::default()
    };
    let drizzle = Tables::Of(Adapter::Drizzle);
    play(Engine::Postgres, drizzle, jwt, |world| async move {
        assert_eq!(world.app.session("alice").as_deref(), Some(ALICE));
        let wardroom = world.attach_with(&[("session_strategy", "jwt")]).await;
        let alice = wardroom.id_of(ALICE).await;
        match wardroom.refused(EndSessions { user: alice }).await {
            Error::Unsupported { why, .. } => assert!(why.contains("JWT"), "{why}"),
            other => panic!("{other}"),
        }
        // It is no mere precaution: nothing in the database ends it.
        world.app.delete_user(ALICE);
        assert_eq!(world.app.session("alice").as_deref(), Some(ALICE));
    });
}

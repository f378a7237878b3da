//! A session that Wardroom ended is gone for the application, and no other.

use wardroom_core::action::{EndSession, EndSessions};
use wardroom_tests::apps::{BetterAuthSettings, SignedIn};

use super::{ALICE, BOB, World, every_app};

every_app! {
    async fn one_session_ends_and_the_others_go_on(world: World) {
        let app = &world.app;
        let wardroom = world.attach().await;
        let alice = wardroom.id_of(ALICE).await;
        let first = wardroom.directory.sessions_of(&alice, None, 5).await.unwrap().rows;
        assert_eq!(first.len(), 1);
        app.sign_in("phone", ALICE).unwrap();
        wardroom.bo(EndSession { session: first[0].id.clone() }).await;
        assert_eq!(app.session("alice"), None);
        assert_eq!(app.session("phone").as_deref(), Some(ALICE));
        assert_eq!(app.session("bob").as_deref(), Some(BOB));
    }

    async fn all_of_a_users_sessions_end_and_a_new_one_begins(world: World) {
        let app = &world.app;
        let wardroom = world.attach().await;
        app.sign_in("phone", ALICE).unwrap();
        let alice = wardroom.id_of(ALICE).await;
        let ended = wardroom.bo(EndSessions { user: alice.clone() }).await;
        assert_eq!(ended.outcome.sessions, 2);
        assert_eq!(wardroom.directory.live_sessions_of(&alice).await.unwrap(), 0);
        assert_eq!([app.session("alice"), app.session("phone")], [None, None]);
        assert_eq!(app.session("bob").as_deref(), Some(BOB));
        assert_eq!(app.sign_in("alice", ALICE), Ok(SignedIn::Whole));
        assert_eq!(app.session("alice").as_deref(), Some(ALICE));
    }
}

every_app! { BetterAuthSettings { cookie_cache: Some(300), ..BetterAuthSettings::default() };
    async fn a_cached_cookie_is_believed_longer_and_the_operator_is_told(world: World) {
        let app = &world.app;
        let wardroom = world.attach_with(&[("access_token_life", "5m")]).await;
        let alice = wardroom.id_of(ALICE).await;
        assert_eq!(app.session("alice").as_deref(), Some(ALICE));
        let ended = wardroom.bo(EndSessions { user: alice }).await;
        // What the library does, and what the operator reads of it.
        assert_eq!(app.session("alice").as_deref(), Some(ALICE));
        assert!(app.change_password("alice", "another quiet night").is_err());
        let until = wardroom.directory.access_until(wardroom.now());
        assert_eq!(until.us() - wardroom.now().us(), 300_000_000);
        assert!(ended.remains.iter().any(|said| said.contains("believed until")), "{:?}", ended.remains);
    }
}

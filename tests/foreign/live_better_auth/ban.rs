//! A ban holds everywhere at once, and no longer once it is lifted.

use wardroom_core::action::user::{DisableUser, EnableUser};
use wardroom_tests::apps::SignedIn;

use super::{ALICE, BOB, World, every_app};

every_app! {
    async fn a_ban_ends_sessions_and_keys_and_holds_until_it_is_lifted(world: World) {
        let app = &world.app;
        let (_, key) = app.create_api_key("alice");
        let (_, bobs) = app.create_api_key("bob");
        let wardroom = world.attach().await;
        let alice = wardroom.id_of(ALICE).await;
        wardroom.ana(DisableUser { user: alice.clone() }).await;
        assert_eq!(app.session("alice"), None);
        assert!(app.sign_in("alice", ALICE).unwrap_err().starts_with("BANNED_USER"));
        assert_eq!(app.verify_api_key(&key), Err("KEY_DISABLED".to_owned()));
        assert_eq!((app.session("bob").as_deref(), app.verify_api_key(&bobs)), (Some(BOB), Ok(())));
        wardroom.ana(EnableUser { user: alice }).await;
        assert_eq!(app.sign_in("alice", ALICE), Ok(SignedIn::Whole));
        assert_eq!(app.session("alice").as_deref(), Some(ALICE));
    }
}

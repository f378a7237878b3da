//! A session that Wardroom ended is gone for the application, and no other.

use wardroom_core::action::EndSession;

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
}

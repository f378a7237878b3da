//! An address that an operator took as proved opens an application that asks for it.

use wardroom_core::action::user::VerifyEmail;
use wardroom_tests::apps::{BetterAuthSettings, SignedIn};

use super::{ALICE, BOB, World, every_app};

every_app! { BetterAuthSettings { require_email_verification: true, ..BetterAuthSettings::default() };
    async fn a_proved_address_signs_in(world: World) {
        let app = &world.app;
        assert!(app.sign_in("alice", ALICE).unwrap_err().starts_with("EMAIL_NOT_VERIFIED"));
        let wardroom = world.attach().await;
        wardroom.bo(VerifyEmail { user: wardroom.id_of(ALICE).await }).await;
        assert_eq!(app.user(ALICE)["emailVerified"], true);
        assert_eq!(app.user(BOB)["emailVerified"], false);
        assert_eq!(app.sign_in("alice", ALICE), Ok(SignedIn::Whole));
        assert_eq!(app.session("alice").as_deref(), Some(ALICE));
        assert!(app.sign_in("bob", BOB).is_err());
    }
}

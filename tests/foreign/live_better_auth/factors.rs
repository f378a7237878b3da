//! What an operator did to a second factor is so for the application.

use wardroom_core::action::ResetFactors;
use wardroom_core::action::user::UnlockUser;
use wardroom_tests::apps::SignedIn;

use super::{ALICE, BOB, World, every_app};

every_app! {
    async fn a_reset_second_factor_is_not_asked_for_and_another_is_enrolled(world: World) {
        let app = &world.app;
        app.enrol("alice");
        let bobs = app.enrol("bob");
        let wardroom = world.attach().await;
        assert_eq!(app.sign_in("phone", ALICE), Ok(SignedIn::Challenged));
        let alice = wardroom.id_of(ALICE).await;
        let done = wardroom.bo(ResetFactors { user: alice }).await;
        assert_eq!((done.outcome.totp, done.outcome.sessions), (1, 1));
        assert_eq!(app.session("alice"), None);
        assert!(!app.is_two_factor_on(ALICE));
        assert_eq!(app.sign_in("alice", ALICE), Ok(SignedIn::Whole));
        let again = app.enrol("alice");
        assert_eq!(app.sign_in("phone", ALICE), Ok(SignedIn::Challenged));
        app.verify_totp("phone", &again.code()).unwrap();
        assert_eq!(app.session("phone").as_deref(), Some(ALICE));
        assert_eq!(app.sign_in("elsewhere", BOB), Ok(SignedIn::Challenged));
        app.verify_totp("elsewhere", &bobs.code()).unwrap();
    }

    async fn a_reset_forgets_trusted_devices_and_the_sign_in_that_waits(world: World) {
        let app = &world.app;
        let enrolment = app.enrol("alice");
        app.sign_in("phone", ALICE).unwrap();
        app.trust_device("phone", &enrolment.code()).unwrap();
        assert_eq!(app.sign_in("waiting", ALICE), Ok(SignedIn::Challenged));
        let wardroom = world.attach().await;
        let alice = wardroom.id_of(ALICE).await;
        let done = wardroom.bo(ResetFactors { user: alice }).await;
        assert_eq!(done.outcome.trusted_devices, 1);
        assert!(app.verify_totp("waiting", &enrolment.code()).is_err());
        assert!(app.sign_in_with_backup_code("waiting", &enrolment.backup_codes[0]).is_err());
        app.sign_in("alice", ALICE).unwrap();
        app.enrol("alice");
        assert_eq!(app.sign_in("phone", ALICE), Ok(SignedIn::Challenged));
    }

    async fn an_unlocked_second_factor_takes_the_right_code(world: World) {
        let app = &world.app;
        let enrolment = app.enrol("alice");
        let wardroom = world.attach().await;
        app.sign_in("phone", ALICE).unwrap();
        let mut refused = String::new();
        for jar in 0..3 {
            let jar = format!("guess {jar}");
            app.sign_in(&jar, ALICE).unwrap();
            for _ in 0..4 {
                refused = app.verify_totp(&jar, "000000").unwrap_err();
            }
        }
        assert!(app.verify_totp("phone", &enrolment.code()).is_err(), "not locked: {refused}");
        wardroom.bo(UnlockUser { user: wardroom.id_of(ALICE).await }).await;
        app.sign_in("phone", ALICE).unwrap();
        app.verify_totp("phone", &enrolment.code()).unwrap();
        assert_eq!(app.session("phone").as_deref(), Some(ALICE));
    }
}

//! What an operator did to a second factor is so for the application.

use wardroom_core::action::user::UnlockUser;

use super::{ALICE, World, every_app};

every_app! {
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

//! Changing the address of an account.

use std::time::Duration;

use wardroom_core::model::{EventKind, MailTemplate, Refusal};
use wardroom_tests::application::{DORA, accounts, dora, events, refusal, signed_in, visit};
use wardroom_tests::cast::{ALICE, World};
use wardroom_tests::every_store;
use wardroom_tests::letters::{letters, link, secret};

const NEW: &str = "Dora@new.example";

every_store! {
    async fn the_new_address_is_proved_first_and_both_are_told(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let desk = signed_in(&accounts).await;
        accounts.request_reset(DORA, &visit()).await.unwrap();
        let reset = link(&world, MailTemplate::PasswordResetLink, DORA).await;
        accounts.change_email(&desk.token, NEW, &visit()).await.unwrap();
        assert_eq!(world.user(DORA).await.email, DORA, "nothing changes before the proof");
        let code = secret(&world, MailTemplate::VerifyEmailChange, NEW).await;
        let elsewhere = accounts.verify_code(DORA, &code, None, &visit()).await;
        assert_eq!(refusal(elsewhere), Refusal::WrongCredentials, "it opens nothing else");
        accounts.confirm_email(&desk.token, &code, &visit()).await.unwrap();
        let user = world.user(NEW).await;
        assert_eq!((user.email.as_str(), user.previous_email.as_deref()), (NEW, Some(DORA)));
        assert_eq!(user.email_changed_at, Some(world.now()));
        for told in [NEW, DORA] {
            assert!(letters(&world).await.contains(&(MailTemplate::EmailChanged, told.to_owned())), "{told}");
        }
        assert!(events(&world, &id).await.contains(&EventKind::EmailChanged));
        let late = accounts.reset_password(&reset, "a quieter night on deck".into(), &visit()).await;
        assert_eq!(refusal(late), Refusal::WrongCredentials, "what was mailed to the old one is void");
    }

    async fn of_two_changes_in_a_row_the_first_address_is_still_told(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let desk = signed_in(&accounts).await;
        for next in [NEW, "dora@NEW.example", "thief@new.example"] {
            accounts.change_email(&desk.token, next, &visit()).await.unwrap();
            let code = secret(&world, MailTemplate::VerifyEmailChange, next).await;
            accounts.confirm_email(&desk.token, &code, &visit()).await.unwrap();
            world.wait(Duration::from_mins(1));
        }
        let user = world.directory.user(&id).await.unwrap().unwrap();
        assert_eq!((user.email.as_str(), user.previous_email.as_deref()), ("thief@new.example", Some(DORA)));
        let told = letters(&world).await;
        let told = |to: &str| told.iter().filter(|l| **l == (MailTemplate::EmailChanged, to.to_owned())).count();
        assert_eq!((told(DORA), told("dora@NEW.example"), told("thief@new.example")), (3, 2, 1));
    }

    async fn a_taken_address_is_answered_the_same(world: World) {
        let (accounts, _) = (accounts(&world), dora(&world).await);
        let desk = signed_in(&accounts).await;
        accounts.change_email(&desk.token, ALICE, &visit()).await.unwrap();
        assert_eq!(letters(&world).await, [(MailTemplate::RegisteredAgain, ALICE.to_owned())]);
        let answer = accounts.confirm_email(&desk.token, "123456", &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
    }

    async fn it_takes_a_fresh_session(world: World) {
        let (accounts, _) = (accounts(&world), dora(&world).await);
        let desk = signed_in(&accounts).await;
        world.wait(accounts.settings().step_up_life);
        assert_eq!(refusal(accounts.change_email(&desk.token, NEW, &visit()).await), Refusal::StepUp);
        accounts.sign_out(&desk.token, &visit()).await.unwrap();
        world.wait(Duration::from_mins(1));
        assert_eq!(refusal(accounts.change_email(&desk.token, NEW, &visit()).await), Refusal::SessionOver);
    }
}

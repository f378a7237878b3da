//! Recovery codes: shown once, used once, void with the set or the last factor.

use std::time::Duration;

use secrecy::ExposeSecret;
use wardroom_core::flow::SignIn;
use wardroom_core::model::{EventKind, MailTemplate, Refusal};
use wardroom_tests::application::{
    DORA, accounts, dora, events, password, refusal, signed_in, visit,
};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;
use wardroom_tests::letters::link;
use wardroom_tests::phone::{Phone, done, grant, told, waiting, with_phone};

every_store! {
    async fn a_recovery_code_signs_in_once(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (_, session) = with_phone(&accounts, &world).await;
        let codes = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        assert_eq!(codes.len(), 10);
        let typed = codes[3].grouped().expose_secret().to_lowercase().replace('-', " ").into();

        world.wait(Duration::from_secs(1));
        let first = waiting(&accounts).await;
        let signed_in = done(accounts.answer_with_recovery_code(&first.challenge, &typed, &visit()).await.unwrap());
        assert_eq!((signed_in.session.aal, signed_in.session.factor_at), (2, Some(world.now())));
        assert_eq!(accounts.recovery_codes_left(&signed_in.token).await.unwrap(), 9);
        assert!(events(&world, &id).await[..2].contains(&EventKind::CodeUsed));
        assert!(told(&world, &id).await.contains(&"recovery_code_used".to_owned()));
        let second = waiting(&accounts).await;
        let again = accounts.answer_with_recovery_code(&second.challenge, &typed, &visit()).await;
        assert_eq!(refusal(again), Refusal::WrongCredentials);

        let dump = world.fresh.dump().await.to_lowercase();
        for code in codes {
            let shown = code.grouped().expose_secret().to_lowercase();
            assert!(!dump.contains(&shown) && !dump.contains(&shown.replace('-', "")));
        }
    }

    async fn new_codes_void_the_old(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let (_, session) = with_phone(&accounts, &world).await;
        let old = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        let new = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        assert_eq!(accounts.recovery_codes_left(&session.token).await.unwrap(), 10);
        let waiting = waiting(&accounts).await;
        let answer = accounts.answer_with_recovery_code(&waiting.challenge, &old[0].grouped(), &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
        world.wait(Duration::from_secs(1));
        done(accounts.answer_with_recovery_code(&waiting.challenge, &new[0].grouped(), &visit()).await.unwrap());
    }

    async fn a_recovery_code_takes_lost_factors_away(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (_, session) = with_phone(&accounts, &world).await;
        let codes = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        let waits = waiting(&accounts).await;
        let wrong = "0011-ABCD-EFGH-JKMN".into();
        assert_eq!(refusal(accounts.reset_second_factors(&waits.challenge, &wrong, &visit()).await), Refusal::WrongCredentials);
        assert_eq!(world.directory.factors_of(&id).await.unwrap().len(), 1);

        world.wait(Duration::from_secs(1));
        let reset = accounts.reset_second_factors(&waits.challenge, &codes[0].grouped(), &visit()).await.unwrap();
        let inside = done(reset);
        assert_eq!((inside.session.aal, inside.session.factor_at), (2, Some(world.now())));
        assert!(world.directory.factors_of(&id).await.unwrap().is_empty());
        assert_eq!(accounts.recovery_codes_left(&inside.token).await.unwrap(), 0);
        let before = world.directory.session(&session.session.id).await.unwrap().unwrap();
        assert_eq!(before.revoked_why.as_deref(), Some("factor_reset"));
        assert!(told(&world, &id).await.contains(&"factors_reset".to_owned()));
        assert!(events(&world, &id).await[..3].contains(&EventKind::FactorsReset));
        signed_in(&accounts).await;
    }

    async fn a_role_that_asks_for_a_factor_enrols_anew_after_a_reset(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (_, session) = with_phone(&accounts, &world).await;
        grant(&world, &id, "PLATFORM_ADMIN").await;
        let codes = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        let waits = waiting(&accounts).await;
        let reset = accounts.reset_second_factors(&waits.challenge, &codes[9].grouped(), &visit()).await.unwrap();
        let SignIn::Enrolment(waits) = reset else { panic!("{reset:?}") };
        let phone = Phone::scan(&accounts.begin_enrolment(&waits.challenge, "new").await.unwrap());
        let code = phone.shows(world.now());
        done(accounts.confirm_enrolment(&waits.challenge, &code, &visit()).await.unwrap().sign_in);
    }

    async fn a_recovery_code_opens_the_reset_of_both_factors(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (_, session) = with_phone(&accounts, &world).await;
        let codes = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        accounts.request_reset(DORA, &visit()).await.unwrap();
        let reset = link(&world, MailTemplate::PasswordResetLink, DORA).await;
        let chosen = "a quieter night on deck";
        let code = codes[0].grouped();

        let wrong = "0011-ABCD-EFGH-JKMN".into();
        let answer = accounts.reset_with_recovery_code(&reset, &wrong, chosen.into(), &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
        let unread = accounts.reset_with_recovery_code(&reset, &code, chosen.into(), &visit()).await;
        assert_eq!(refusal(unread), Refusal::Wait { seconds: 1 });
        world.wait(Duration::from_secs(1));
        let answer = accounts.reset_with_recovery_code(&reset, &code, chosen.into(), &visit()).await.unwrap();
        assert_eq!(done(answer).session.aal, 2);
        assert!(world.directory.factors_of(&id).await.unwrap().is_empty());
        let before = world.directory.session(&session.session.id).await.unwrap().unwrap();
        assert!(before.revoked_why.is_some());
        let told = told(&world, &id).await;
        for notice in ["factors_reset", "password_reset", "recovery_code_used"] {
            assert!(told.contains(&notice.to_owned()), "{notice}: {told:?}");
        }
        world.wait(Duration::from_secs(1));
        let again = accounts.reset_with_recovery_code(&reset, &codes[1].grouped(), chosen.into(), &visit()).await;
        assert_eq!(refusal(again), Refusal::Over);
        assert_eq!(refusal(accounts.sign_in(DORA, password(), &visit()).await), Refusal::WrongCredentials);
        world.wait(Duration::from_secs(1));
        done(accounts.sign_in(DORA, chosen.into(), &visit()).await.unwrap());
    }

    async fn one_code_shown_twice_at_once_signs_in_once(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let (_, session) = with_phone(&accounts, &world).await;
        let codes = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        let (one, other) = (waiting(&accounts).await, waiting(&accounts).await);
        let (code, at_home) = (codes[0].grouped(), visit());
        let both = tokio::join!(
            accounts.answer_with_recovery_code(&one.challenge, &code, &at_home),
            accounts.answer_with_recovery_code(&other.challenge, &code, &at_home),
        );
        assert_eq!(usize::from(both.0.is_ok()) + usize::from(both.1.is_ok()), 1, "{both:?}");
        assert_eq!(accounts.recovery_codes_left(&session.token).await.unwrap(), 9);
    }
}

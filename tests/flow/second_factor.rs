//! Authenticators: enrolled, asked for, shown again, removed.

use std::time::Duration;

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use secrecy::ExposeSecret;
use wardroom_core::Error;
use wardroom_core::model::{EventKind, FactorKind, Id, Refusal, Ts, UserId};
use wardroom_tests::application::{accounts, dora, events, refusal, signed_in, visit};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;
use wardroom_tests::phone::{Phone, done, enrol, grant, told, waiting, with_phone};

const STEP: Duration = Duration::from_secs(30);

/// The authenticators and passkeys of a user.
async fn factors(world: &World, user: &UserId) -> Vec<Id> {
    let factors = world.directory.factors_of(user).await.unwrap();
    factors.into_iter().map(|f| f.id).collect()
}

every_store! {
    async fn an_authenticator_counts_from_its_first_right_code(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let session = signed_in(&accounts).await;
        let shown = accounts.begin_totp(&session.token, " my phone ").await.unwrap();
        let phone = Phone::scan(&shown);
        assert!(shown.uri.expose_secret().starts_with("otpauth://totp/Wardroom:dora@mail.example?secret="));
        signed_in(&accounts).await;

        let wrong = phone.never_shows(world.now());
        assert_eq!(refusal(accounts.confirm_totp(&session.token, &wrong, &visit()).await), Refusal::WrongCredentials);
        accounts.confirm_totp(&session.token, &phone.shows(world.now()), &visit()).await.unwrap();
        let kept = world.directory.session(&session.session.id).await.unwrap().unwrap();
        assert_eq!((kept.aal, kept.factor_at), (2, Some(world.now())));

        let waiting = waiting(&accounts).await;
        assert_eq!(waiting.factors, [FactorKind::Totp]);
        world.wait(STEP);
        let code = phone.shows(world.now());
        let signed_in = done(accounts.answer_with_totp(&waiting.challenge, &code, &visit()).await.unwrap());
        assert_eq!((signed_in.session.aal, signed_in.session.factor_at), (2, Some(world.now())));
        assert_eq!(told(&world, &id).await, ["totp_enrolled"]);
        let kinds = events(&world, &id).await;
        assert!(kinds.contains(&EventKind::TotpEnrolled) && kinds.contains(&EventKind::SecondFactorFailed));
        let secret = shown.secret.expose_secret().replace(' ', "");
        let raw = BASE32_NOPAD.decode(secret.as_bytes()).unwrap();
        let dump = world.fresh.dump().await.to_lowercase();
        assert!(!dump.contains(&secret.to_lowercase()) && !dump.contains(&HEXLOWER.encode(&raw)));
    }

    async fn a_code_is_accepted_once(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let (phone, session) = with_phone(&accounts, &world).await;
        let first = waiting(&accounts).await;
        let used = phone.shows(world.now());
        let again = accounts.answer_with_totp(&first.challenge, &used, &visit()).await;
        assert_eq!(refusal(again), Refusal::WrongCredentials, "it confirmed the authenticator");

        world.wait(STEP);
        let code = phone.shows(world.now());
        let at_home = visit();
        let both = tokio::join!(
            accounts.answer_with_totp(&first.challenge, &code, &at_home),
            accounts.step_up_with_totp(&session.token, &code, &at_home),
        );
        assert_eq!(usize::from(both.0.is_ok()) + usize::from(both.1.is_ok()), 1, "{both:?}");
    }

    async fn a_code_one_step_early_or_late_is_right_and_two_are_not(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let (phone, session) = with_phone(&accounts, &world).await;
        world.wait(STEP * 10);
        for (seconds, right) in [(-60, false), (-30, true), (30, true), (60, false)] {
            let at = Ts::from_us(world.now().us() + seconds * 1_000_000).unwrap();
            let answer = accounts.step_up_with_totp(&session.token, &phone.shows(at), &visit()).await;
            assert_eq!(answer.is_ok(), right, "{seconds} s away");
            world.wait(STEP * 10);
        }
    }

    async fn codes_that_are_wrong_are_slowed_down_and_end_the_challenge(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (phone, session) = with_phone(&accounts, &world).await;
        let waiting_one = waiting(&accounts).await;
        let challenge = &waiting_one.challenge;
        for pause in [1, 2, 4, 8, 16] {
            let wrong = phone.never_shows(world.now());
            assert_eq!(refusal(accounts.answer_with_totp(challenge, &wrong, &visit()).await), Refusal::WrongCredentials);
            let unread = accounts.answer_with_totp(challenge, &phone.shows(world.now()), &visit()).await;
            let expected = if pause == 16 { Refusal::Over } else { Refusal::Wait { seconds: pause } };
            assert_eq!(refusal(unread), expected);
            world.wait(Duration::from_secs(pause));
        }
        let code = phone.shows(world.now());
        assert_eq!(refusal(accounts.answer_with_totp(challenge, &code, &visit()).await), Refusal::Over);
        accounts.step_up_with_totp(&session.token, &code, &visit()).await.unwrap();
        let kinds = events(&world, &id).await;
        let count = |kind| kinds.iter().filter(|k| **k == kind).count();
        assert_eq!((count(EventKind::SecondFactorFailed), count(EventKind::SignInDelayed)), (5, 4));

        world.wait(STEP);
        let fresh = waiting(&accounts).await;
        let code = phone.shows(world.now());
        done(accounts.answer_with_totp(&fresh.challenge, &code, &visit()).await.unwrap());
        let spent = accounts.answer_with_totp(&fresh.challenge, &code, &visit()).await;
        assert_eq!(refusal(spent), Refusal::Over);
    }

    async fn changing_factors_asks_for_a_step_up(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (phone, session) = with_phone(&accounts, &world).await;
        accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        enrol(&accounts, &world, &session.token).await;
        let enrolled = factors(&world, &id).await;
        world.wait(accounts.settings().step_up_life + STEP);

        let removal = accounts.remove_totp(&session.token, &enrolled[0], &visit()).await;
        assert_eq!(refusal(removal), Refusal::StepUp);
        assert_eq!(refusal(accounts.begin_totp(&session.token, "other").await), Refusal::StepUp);
        assert_eq!(refusal(accounts.issue_recovery_codes(&session.token, &visit()).await), Refusal::StepUp);

        let raised = accounts.step_up_with_totp(&session.token, &phone.shows(world.now()), &visit()).await.unwrap();
        let kept = world.directory.session(&session.session.id).await.unwrap().unwrap();
        assert_eq!((raised.factor_at, kept.factor_at), (Some(world.now()), Some(world.now())));
        assert_eq!(events(&world, &id).await[0], EventKind::SteppedUp);
        accounts.remove_totp(&session.token, &enrolled[0], &visit()).await.unwrap();
        assert_eq!(accounts.recovery_codes_left(&session.token).await.unwrap(), 10);
        accounts.remove_totp(&session.token, &enrolled[1], &visit()).await.unwrap();
        assert_eq!(accounts.recovery_codes_left(&session.token).await.unwrap(), 0);
        assert!(factors(&world, &id).await.is_empty());
        signed_in(&accounts).await;
        let gone = accounts.remove_totp(&session.token, &enrolled[1], &visit()).await;
        assert!(matches!(gone, Err(Error::NotFound { .. })), "{gone:?}");
    }

    async fn the_last_factor_stays_where_a_role_asks_for_one(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (_, session) = with_phone(&accounts, &world).await;
        grant(&world, &id, "PLATFORM_ADMIN").await;
        let enrolled = factors(&world, &id).await;
        let removal = accounts.remove_totp(&session.token, &enrolled[0], &visit()).await;
        assert_eq!(refusal(removal), Refusal::FactorNeeded);
        assert_eq!(factors(&world, &id).await, enrolled);
    }

    async fn a_session_that_is_not_young_cannot_add_the_first_factor(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let session = signed_in(&accounts).await;
        world.wait(accounts.settings().step_up_life + STEP);
        assert_eq!(refusal(accounts.begin_totp(&session.token, "phone").await), Refusal::StepUp);
        accounts.sign_out(&session.token, &visit()).await.unwrap();
        assert_eq!(refusal(accounts.begin_totp(&session.token, "phone").await), Refusal::SessionOver);
        let session = signed_in(&accounts).await;
        for label in ["a\u{1b}[2J", &"x".repeat(65)] {
            assert!(matches!(accounts.begin_totp(&session.token, label).await, Err(Error::Invalid { .. })));
        }
        let left = accounts.issue_recovery_codes(&session.token, &visit()).await;
        assert!(matches!(left, Err(Error::Invalid { .. })), "codes stand in for a factor");
    }

    async fn somebody_elses_challenge_is_of_no_use(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let (phone, session) = with_phone(&accounts, &world).await;
        let code = phone.shows(world.now().plus(STEP));
        for token in [&session.token, &session.refresh] {
            assert_eq!(refusal(accounts.answer_with_totp(token, &code, &visit()).await), Refusal::Over);
        }
        let waiting = waiting(&accounts).await;
        assert_eq!(refusal(accounts.step_up_with_totp(&waiting.challenge, &code, &visit()).await), Refusal::SessionOver);
        world.wait(accounts.settings().challenge_life);
        let late = accounts.answer_with_totp(&waiting.challenge, &phone.shows(world.now()), &visit()).await;
        assert_eq!(refusal(late), Refusal::Over);
    }
}

//! Enrolling before a session begins: an administrator's first sign-in, and an operator's one-time code.

use std::time::Duration;

use wardroom_core::action::codes::{FinishCodes, IssueOneTimeCode};
use wardroom_core::action::perform;
use wardroom_core::flow::SignIn;
use wardroom_core::model::{CodeSetState, EventKind, Refusal, UserId};
use wardroom_tests::application::{
    DORA, accounts, dora, events, password, refusal, signed_in, visit,
};
use wardroom_tests::cast::{World, reason};
use wardroom_tests::every_store;
use wardroom_tests::phone::{Phone, done, enrol, grant, waiting, with_phone};

const STEP: Duration = Duration::from_secs(30);

/// The code that support issues and reads out.
async fn one_time_code(world: &World, user: &UserId) -> secrecy::SecretString {
    let bo = &world.troupe.bo;
    let issue = IssueOneTimeCode { user: user.clone() };
    let issued = perform(&world.directory, &bo.caller, &reason(), &issue)
        .await
        .unwrap()
        .outcome;
    let finish = FinishCodes {
        user: user.clone(),
        set: issued.set,
    };
    perform(&world.directory, &bo.caller, &reason(), &finish)
        .await
        .unwrap();
    issued.codes[0].grouped()
}

every_store! {
    async fn an_administrators_first_sign_in_enrols(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        grant(&world, &id, "PLATFORM_ADMIN").await;
        let answer = accounts.sign_in(DORA, password(), &visit()).await.unwrap();
        let SignIn::Enrolment(waiting) = answer else { panic!("{answer:?}") };
        assert_eq!(world.directory.live_sessions_of(&id).await.unwrap(), 0);

        let shown = accounts.begin_enrolment(&waiting.challenge, "phone").await.unwrap();
        let phone = Phone::scan(&shown);
        let wrong = phone.never_shows(world.now());
        assert_eq!(refusal(accounts.confirm_enrolment(&waiting.challenge, &wrong, &visit()).await), Refusal::WrongCredentials);
        world.wait(STEP);
        let code = phone.shows(world.now());
        let enrolled = accounts.confirm_enrolment(&waiting.challenge, &code, &visit()).await.unwrap();
        assert_eq!(enrolled.codes.len(), 10);
        let session = done(enrolled.sign_in);
        assert_eq!((session.session.aal, session.session.factor_at), (2, Some(world.now())));
        assert_eq!(accounts.recovery_codes_left(&session.token).await.unwrap(), 10);
        let expected = [EventKind::SignIn, EventKind::CodesIssued, EventKind::TotpEnrolled, EventKind::SecondFactorFailed];
        let mut seen = events(&world, &id).await;
        seen.sort_unstable();
        let mut sorted = expected;
        sorted.sort_unstable();
        assert_eq!(seen, sorted);
        let again = accounts.confirm_enrolment(&waiting.challenge, &code, &visit()).await;
        assert_eq!(refusal(again), Refusal::Over);
        assert!(matches!(accounts.sign_in(DORA, password(), &visit()).await, Ok(SignIn::SecondFactor(_))));
    }

    async fn the_password_alone_replaces_no_factor(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let session = signed_in(&accounts).await;
        grant(&world, &id, "PLATFORM_ADMIN").await;
        let stolen = waiting(&accounts).await;
        let phone = enrol(&accounts, &world, &session.token).await;
        let enrolled = world.directory.factors_of(&id).await.unwrap();

        let shown = accounts.begin_enrolment(&stolen.challenge, "mallory's").await.unwrap();
        world.wait(STEP);
        let code = Phone::scan(&shown).shows(world.now());
        let answer = accounts.confirm_enrolment(&stolen.challenge, &code, &visit()).await;
        assert_eq!(refusal(answer), Refusal::Over);
        let kept = world.directory.factors_of(&id).await.unwrap();
        let counting = kept.into_iter().filter(|f| f.confirmed_at.is_some()).map(|f| f.id);
        assert!(counting.eq(enrolled.into_iter().map(|f| f.id)));
        accounts.step_up_with_totp(&session.token, &phone.shows(world.now()), &visit()).await.unwrap();
    }

    async fn an_operators_code_opens_re_enrolment_only(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (lost, session) = with_phone(&accounts, &world).await;
        let code = one_time_code(&world, &id).await;
        world.wait(STEP);

        let first = waiting(&accounts).await;
        let answer = accounts.answer_with_recovery_code(&first.challenge, &code, &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials, "it signs nobody in");
        world.wait(STEP);
        let opened = accounts.redeem_enrolment_code(&first.challenge, &code, &visit()).await.unwrap();
        let second = waiting(&accounts).await;
        let twice = accounts.redeem_enrolment_code(&second.challenge, &code, &visit()).await;
        assert_eq!(refusal(twice), Refusal::WrongCredentials);

        let shown = accounts.begin_enrolment(&opened.challenge, "new phone").await.unwrap();
        let found = Phone::scan(&shown);
        world.wait(STEP);
        let enrolled = accounts.confirm_enrolment(&opened.challenge, &found.shows(world.now()), &visit()).await.unwrap();
        let fresh = done(enrolled.sign_in);
        let factors = world.directory.factors_of(&id).await.unwrap();
        assert_eq!(factors.len(), 1);
        assert_eq!((factors[0].label.as_deref(), factors[0].id == shown.factor), (Some("new phone"), true));
        let before = world.directory.session(&session.session.id).await.unwrap().unwrap();
        assert_eq!(before.revoked_why.as_deref(), Some("factor_reset"));
        assert_eq!(accounts.recovery_codes_left(&fresh.token).await.unwrap(), 10);
        let sets = world.directory.code_sets_of(&id).await.unwrap();
        assert_eq!(sets.iter().filter(|s| s.state == CodeSetState::Active).count(), 1);

        world.wait(STEP);
        let third = waiting(&accounts).await;
        let old = accounts.answer_with_totp(&third.challenge, &lost.shows(world.now()), &visit()).await;
        assert_eq!(refusal(old), Refusal::WrongCredentials);
        world.wait(STEP);
        done(accounts.answer_with_totp(&third.challenge, &found.shows(world.now()), &visit()).await.unwrap());
    }

    async fn an_operators_code_counts_for_a_day(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        with_phone(&accounts, &world).await;
        let code = one_time_code(&world, &id).await;
        world.wait(Duration::from_hours(24));
        let waiting = waiting(&accounts).await;
        let late = accounts.redeem_enrolment_code(&waiting.challenge, &code, &visit()).await;
        assert_eq!(refusal(late), Refusal::WrongCredentials);
    }
}

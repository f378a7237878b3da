//! Operators enrol, sign in and step up; failures delay, codes count once, and nothing tells what was wrong.

use std::time::Duration;

use secrecy::SecretString;
use wardroom_core::Error;
use wardroom_core::action::operator::{
    Credentials, SESSION_LIFE, begin_enrolment, bootstrap, confirm_enrolment, resume, sign_in,
    sign_out, step_up,
};
use wardroom_core::action::{EndSessions, IDLE_LIMIT, STEP_UP_LIMIT, perform};
use wardroom_core::crypto::token::{Token, TokenKind};
use wardroom_core::model::{AuditOutcome, Refusal};
use wardroom_core::store::AuditFilter;
use wardroom_tests::cast::{ALICE, World, reason};
use wardroom_tests::every_store;

const STEP: Duration = Duration::from_secs(30);

#[track_caller]
fn refusal<T>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused { refusal, .. }) => refusal,
        Err(other) => panic!("another error: {other}"),
        Ok(_) => panic!("it was let in"),
    }
}

/// The latest entry: what was done, by whom, how it ended and why.
async fn last_entry(world: &World) -> (String, String, AuditOutcome, String) {
    let page = world
        .directory
        .audit(&AuditFilter::default(), None, 1)
        .await;
    let entry = page.unwrap().rows.remove(0);
    (entry.verb, entry.actor_name, entry.outcome, entry.detail)
}

fn wrong(world: &World, name: &str) -> Credentials {
    Credentials {
        name: name.to_owned(),
        password: "not the password".into(),
        second_factor: world.troupe.bo.code_at(world.now()),
    }
}

every_store! {
    async fn the_right_three_begin_a_session(world: World) {
        world.wait(STEP);
        let given = world.troupe.bo.credentials(world.now());
        let signed_in = sign_in(&world.directory, &world.ring, &given, Some("bridge")).await.unwrap();
        assert_eq!(signed_in.expires_at, world.now().plus(SESSION_LIFE));
        assert_eq!(signed_in.operator.name, "bo");
        assert_eq!(resume(&world.directory, &signed_in.token).await.unwrap(), signed_in.caller);
        let (verb, who, outcome, detail) = last_entry(&world).await;
        assert_eq!((verb.as_str(), who.as_str(), outcome), ("login", "bo", AuditOutcome::Done));
        assert_eq!(detail, r#"{"result":{"second_factor":"totp"}}"#);
        let sessions = world.directory.operator_sessions(&signed_in.operator.id).await.unwrap();
        assert_eq!(sessions[0].host.as_deref(), Some("bridge"));
        assert_eq!(sessions[0].factor_at, Some(world.now()));
    }

    async fn whatever_is_wrong_the_answer_is_the_same(world: World) {
        world.wait(STEP);
        let right = world.troupe.bo.credentials(world.now());
        let no_such = Credentials { name: "drake".into(), ..right.clone() };
        let bad_password = Credentials { password: "not the password".into(), ..right.clone() };
        let bad_code = Credentials { second_factor: "000000".into(), ..right.clone() };
        let bad_recovery = Credentials { second_factor: "0000-0000-0000-0000".into(), ..right };
        for given in [no_such, bad_password, bad_code, bad_recovery] {
            world.wait(Duration::from_mins(10));
            let answer = sign_in(&world.directory, &world.ring, &given, None).await;
            assert_eq!(refusal(answer), Refusal::WrongCredentials);
            let (verb, who, outcome, detail) = last_entry(&world).await;
            assert_eq!((verb.as_str(), outcome), ("login", AuditOutcome::Refused));
            assert_eq!(who, if given.name == "bo" { "bo" } else { "(unknown)" });
            assert_eq!(detail, r#"{"why":"wrong_credentials"}"#);
        }
        assert!(!world.fresh.dump().await.contains("drake"), "what was typed as a name is kept");
    }

    async fn failures_delay_a_name_nobody_has_like_one_that_exists(world: World) {
        for name in ["bo", "drake"] {
            for seconds in [1, 2, 4, 8] {
                let answer = sign_in(&world.directory, &world.ring, &wrong(&world, name), None).await;
                assert_eq!(refusal(answer), Refusal::WrongCredentials);
                let answer = sign_in(&world.directory, &world.ring, &wrong(&world, name), None).await;
                assert_eq!(refusal(answer), Refusal::Wait { seconds });
                assert_eq!(last_entry(&world).await.3, r#"{"why":"wait"}"#);
                world.wait(Duration::from_secs(seconds));
            }
        }
        let given = world.troupe.bo.credentials(world.now());
        sign_in(&world.directory, &world.ring, &given, None).await.expect("delayed, never locked out");
        let answer = sign_in(&world.directory, &world.ring, &wrong(&world, "bo"), None).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials, "a success takes the failures back");
    }

    async fn a_code_is_accepted_once(world: World) {
        world.wait(STEP);
        let given = world.troupe.bo.credentials(world.now());
        sign_in(&world.directory, &world.ring, &given, None).await.unwrap();
        let again = sign_in(&world.directory, &world.ring, &given, None).await;
        assert_eq!(refusal(again), Refusal::WrongCredentials);
        world.wait(STEP);
        let again = step_up(&world.directory, &world.ring, &world.troupe.bo.caller, &given.second_factor).await;
        assert_eq!(refusal(again), Refusal::WrongCredentials, "nor by a step-up");
    }

    async fn a_recovery_code_signs_in_once(world: World) {
        let given = Credentials {
            second_factor: world.troupe.bo.codes[3].grouped(),
            ..world.troupe.bo.credentials(world.now())
        };
        sign_in(&world.directory, &world.ring, &given, None).await.unwrap();
        assert_eq!(last_entry(&world).await.3, r#"{"result":{"second_factor":"recovery_code"}}"#);
        let again = sign_in(&world.directory, &world.ring, &given, None).await;
        assert_eq!(refusal(again), Refusal::WrongCredentials);
    }

    async fn an_enrolment_can_be_abandoned_and_begun_again(world: World) {
        let dan = wardroom_core::action::operator::CreateOperator {
            name: "Dan".into(), email: None, role: wardroom_core::model::OperatorRole::Support,
        };
        let made = perform(&world.directory, &world.troupe.ana.caller, &reason(), &dan).await.unwrap();
        let code = made.outcome.code.grouped();
        let password = || SecretString::from("long enough");
        let begin = |typed: &SecretString| {
            let (directory, typed) = (world.directory.clone(), typed.clone());
            async move { begin_enrolment(&directory, "dan", &typed, password()).await }
        };
        let answer = begin(&"0000-0000-0000-0000".into()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
        world.wait(Duration::from_secs(1));
        drop(begin(&code).await.unwrap());
        let enrolling = begin(&code).await.unwrap();
        let confirm = |shown: SecretString| {
            let (world, enrolling) = (&world, &enrolling);
            async move { confirm_enrolment(&world.directory, &world.ring, enrolling, &shown, None).await }
        };
        assert_eq!(refusal(confirm("000000".into()).await), Refusal::WrongCredentials);
        let shown = enrolling.secret().code_at(world.now().unix_seconds());
        let enrolled = confirm(shown.clone()).await.unwrap();
        assert_eq!(enrolled.codes.len(), 10);
        assert_eq!(refusal(confirm(shown).await), Refusal::Changed, "a code enrols once");
        assert_eq!(refusal(begin(&code).await), Refusal::WrongCredentials);
    }

    async fn an_enrolment_code_expires(world: World) {
        let dan = wardroom_core::action::operator::CreateOperator {
            name: "dan".into(), email: None, role: wardroom_core::model::OperatorRole::Support,
        };
        let made = perform(&world.directory, &world.troupe.ana.caller, &reason(), &dan).await.unwrap();
        world.wait(Duration::from_hours(24));
        let answer = begin_enrolment(&world.directory, "dan", &made.outcome.code.grouped(), "long enough".into()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
    }

    async fn the_first_operator_is_made_once(world: World) {
        let again = bootstrap(&world.directory, "eve", None).await;
        assert!(matches!(again, Err(Error::Conflict { .. })));
        assert_eq!(world.directory.operators().await.unwrap().len(), 3);
    }

    async fn a_session_ends_by_rest_by_age_and_by_hand(world: World) {
        let token = Token::parse(TokenKind::OperatorSession, &world.troupe.bo.token).unwrap();
        let half = IDLE_LIMIT / 2;
        for _ in 0..23 {
            world.wait(half);
            resume(&world.directory, &token).await.expect("used in time, it goes on");
        }
        world.wait(half);
        assert_eq!(refusal(resume(&world.directory, &token).await), Refusal::SignedOut, "12 hours are all");
        let given = world.troupe.bo.credentials(world.now());
        let begun = sign_in(&world.directory, &world.ring, &given, None).await.unwrap();
        sign_out(&world.directory, &begun.caller).await.unwrap();
        assert_eq!(refusal(resume(&world.directory, &begun.token).await), Refusal::SignedOut);
        world.wait(STEP);
        let given = world.troupe.bo.credentials(world.now());
        let begun = sign_in(&world.directory, &world.ring, &given, None).await.unwrap();
        world.wait(IDLE_LIMIT);
        assert_eq!(refusal(resume(&world.directory, &begun.token).await), Refusal::SignedOut);
    }

    async fn a_step_up_counts_for_its_session_alone(world: World) {
        let alice = EndSessions { user: world.user(ALICE).await.id };
        world.wait(STEP_UP_LIMIT);
        let given = world.troupe.bo.credentials(world.now());
        let other = sign_in(&world.directory, &world.ring, &given, Some("other")).await.unwrap();
        let bo = &world.troupe.bo.caller;
        let answer = perform(&world.directory, bo, &reason(), &alice).await;
        assert_eq!(refusal(answer), Refusal::StepUp, "another session's second factor is worth nothing here");
        world.wait(STEP);
        let code = world.troupe.bo.code_at(world.now());
        let at = step_up(&world.directory, &world.ring, bo, &code).await.unwrap();
        assert_eq!(at, world.now());
        perform(&world.directory, bo, &reason(), &alice).await.unwrap();
        world.wait(STEP_UP_LIMIT.saturating_sub(STEP));
        let answer = perform(&world.directory, &other.caller, &reason(), &alice).await;
        assert_eq!(refusal(answer), Refusal::StepUp, "nor this one's there");
    }
}

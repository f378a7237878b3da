//! Wrong codes in a row: each makes the next wait, and the last one that is looked at closes the authenticator.

use std::time::Duration;

use wardroom_core::action::perform;
use wardroom_core::action::user::UnlockUser;
use wardroom_core::crypto::token::Token;
use wardroom_core::flow::{Accounts, Settings};
use wardroom_core::model::{EventKind, Refusal, Severity, UserId};
use wardroom_tests::application::{dora, events, refusal, visit, with};
use wardroom_tests::cast::{World, reason};
use wardroom_tests::every_store;
use wardroom_tests::phone::{Phone, done, told, waiting, with_phone};

/// Longer than any pause, and a step of the authenticator.
const LATER: Duration = Duration::from_mins(5);

fn three(world: &World) -> Accounts {
    let mut settings = Settings::default();
    settings.failures_max = 3;
    with(world, settings)
}

/// Wrong codes in a live session, one after the other.
async fn wrong(world: &World, accounts: &Accounts, session: &Token, phone: &Phone, times: usize) {
    for _ in 0..times {
        let code = phone.never_shows(world.now());
        let answer = accounts.step_up_with_totp(session, &code, &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
        world.wait(LATER);
    }
}

async fn closings(world: &World, user: &UserId) -> usize {
    let kinds = events(world, user).await;
    let closed = kinds.iter().filter(|k| **k == EventKind::TotpClosed);
    closed.count()
}

every_store! {
    async fn a_hundred_wrong_codes_are_looked_at_and_no_more(world: World) {
        let (accounts, id) = (with(&world, Settings::default()), dora(&world).await);
        let (phone, session) = with_phone(&accounts, &world).await;
        wrong(&world, &accounts, &session.token, &phone, 99).await;
        assert_eq!(closings(&world, &id).await, 0);
        wrong(&world, &accounts, &session.token, &phone, 1).await;
        let right = phone.shows(world.now());
        let answer = accounts.step_up_with_totp(&session.token, &right, &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials, "a right code is one more wrong one");
        assert!(told(&world, &id).await.contains(&"totp_closed".to_owned()));
        accounts.authenticate(&session.token).await.unwrap();
    }

    async fn a_closed_authenticator_leaves_the_other_ways_open_and_operators_see_why(world: World) {
        let (accounts, id) = (three(&world), dora(&world).await);
        let (phone, session) = with_phone(&accounts, &world).await;
        let codes = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        let first = waiting(&accounts).await;
        for _ in 0..3 {
            let code = phone.never_shows(world.now());
            let answer = accounts.answer_with_totp(&first.challenge, &code, &visit()).await;
            assert_eq!(refusal(answer), Refusal::WrongCredentials);
            world.wait(Duration::from_secs(30));
        }
        let code = phone.shows(world.now());
        let answer = accounts.answer_with_totp(&first.challenge, &code, &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials, "and nothing tells it from a wrong code");
        let step_up = accounts.step_up_with_totp(&session.token, &code, &visit()).await;
        assert_eq!(refusal(step_up), Refusal::WrongCredentials);
        assert_eq!(closings(&world, &id).await, 1);
        let findings = world.directory.diagnosis(&id).await.unwrap();
        let found = findings.iter().find(|f| f.what.contains("wrong codes")).unwrap();
        assert_eq!((found.severity, found.next), (Severity::Hinders, Some("users unlock")));

        world.wait(LATER);
        let second = waiting(&accounts).await;
        let typed = codes[0].grouped();
        done(accounts.answer_with_recovery_code(&second.challenge, &typed, &visit()).await.unwrap());
    }

    async fn an_operator_opens_it_again(world: World) {
        let (accounts, id) = (three(&world), dora(&world).await);
        let (phone, session) = with_phone(&accounts, &world).await;
        wrong(&world, &accounts, &session.token, &phone, 2).await;
        let code = phone.shows(world.now());
        accounts.step_up_with_totp(&session.token, &code, &visit()).await.unwrap();
        world.wait(LATER);
        wrong(&world, &accounts, &session.token, &phone, 2).await;
        assert_eq!(closings(&world, &id).await, 0, "only those in a row count");
        wrong(&world, &accounts, &session.token, &phone, 1).await;
        let findings = world.directory.diagnosis(&id).await.unwrap();
        let found = findings.iter().find(|f| f.what.contains("wrong codes")).unwrap();
        assert_eq!(found.severity, Severity::Blocks, "there is no other way");

        let (bo, unlock) = (&world.troupe.bo.caller, UnlockUser { user: id.clone() });
        perform(&world.directory, bo, &reason(), &unlock).await.unwrap();
        let again = perform(&world.directory, bo, &reason(), &unlock).await;
        assert!(again.is_err(), "there is nothing left to open");
        let code = phone.shows(world.now());
        accounts.step_up_with_totp(&session.token, &code, &visit()).await.unwrap();
    }
}

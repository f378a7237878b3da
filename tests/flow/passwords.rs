//! Passwords: replaced where a sign-in asks for it, and changed by their owner.

use std::time::Duration;

use wardroom_core::Error;
use wardroom_core::db::sql;
use wardroom_core::flow::{SignIn, Waiting};
use wardroom_core::model::{EventKind, MailTemplate, Refusal};
use wardroom_tests::application::{
    DORA, PASSWORD, accounts, dora, events, password, refusal, signed_in, visit,
};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;
use wardroom_tests::letters::letters;

const CHOSEN: &str = "a quieter night on deck";
const MUST: &str = "UPDATE {user} SET {user.must_change_password} = TRUE WHERE {user.id} = $1";
const PASSWORDLESS: &str = "UPDATE {user} SET {user.password_hash} = NULL WHERE {user.id} = $1";

fn new_password(answer: Result<SignIn, Error>) -> Waiting {
    match answer.unwrap() {
        SignIn::NewPassword(waiting) => waiting,
        other => panic!("no new password is asked for: {other:?}"),
    }
}

every_store! {
    async fn a_password_that_must_change_is_replaced_before_a_session_begins(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        world.run(sql(MUST).bind(&id.0)).await;
        let waiting = new_password(accounts.sign_in(DORA, password(), &visit()).await);
        let other = new_password(accounts.sign_in(DORA, password(), &visit()).await);
        for refused in [PASSWORD, "short", "passwordpassword"] {
            let answer = accounts.set_new_password(&waiting.challenge, refused.into(), &visit()).await;
            assert!(matches!(answer, Err(Error::Invalid { .. })), "{refused}");
        }
        let answer = accounts.set_new_password(&waiting.challenge, CHOSEN.into(), &visit()).await.unwrap();
        assert!(matches!(answer, SignIn::Done(_)));
        for spent in [waiting.challenge, other.challenge] {
            let again = accounts.set_new_password(&spent, "yet another quiet night".into(), &visit()).await;
            assert_eq!(refusal(again), Refusal::Over);
        }
        assert!(matches!(accounts.sign_in(DORA, CHOSEN.into(), &visit()).await.unwrap(), SignIn::Done(_)));
        assert!(events(&world, &id).await.contains(&EventKind::PasswordChanged));
        assert_eq!(letters(&world).await, [(MailTemplate::PasswordChanged, DORA.to_owned())]);
    }

    async fn changing_it_takes_the_one_there_is_and_replaces_the_session(world: World) {
        let (accounts, _) = (accounts(&world), dora(&world).await);
        let (phone, desk) = (signed_in(&accounts).await, signed_in(&accounts).await);
        let none = accounts.change_password(&desk.token, None, CHOSEN.into(), &visit()).await;
        assert!(matches!(none, Err(Error::Invalid { .. })));
        let wrong = accounts.change_password(&desk.token, Some("wrong".into()), CHOSEN.into(), &visit()).await;
        assert_eq!(refusal(wrong), Refusal::WrongCredentials);
        assert_eq!(world.user(DORA).await.failed_sign_ins, 1);
        world.wait(Duration::from_mins(1));
        let answer = accounts.change_password(&desk.token, Some(password()), CHOSEN.into(), &visit()).await;
        let SignIn::Done(anew) = answer.unwrap() else { panic!("nothing is missing") };
        for old in [&phone, &desk] {
            let kept = world.directory.session(&old.session.id).await.unwrap().unwrap();
            assert_eq!(kept.revoked_why.as_deref(), Some("password_changed"));
        }
        let kept = world.directory.session(&anew.session.id).await.unwrap().unwrap();
        assert!(kept.is_live(world.now()));
        let over = accounts.change_password(&desk.token, Some(CHOSEN.into()), PASSWORD.into(), &visit()).await;
        assert_eq!(refusal(over), Refusal::SessionOver);
    }

    async fn the_first_password_takes_a_fresh_session(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let desk = signed_in(&accounts).await;
        world.run(sql(PASSWORDLESS).bind(&id.0)).await;
        world.wait(accounts.settings().step_up_life);
        let stale = accounts.change_password(&desk.token, None, CHOSEN.into(), &visit()).await;
        assert_eq!(refusal(stale), Refusal::StepUp);
    }
}

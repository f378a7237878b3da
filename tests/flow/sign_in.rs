//! Signing in and out with a password.

use std::time::Duration;

use wardroom_core::db::{Conn, sql};
use wardroom_core::flow::{Settings, SignIn, Visit};
use wardroom_core::model::{EventKind, MailTemplate, Refusal, User, UserId};
use wardroom_tests::application::{
    DORA, accounts, dora, events, password, refusal, signed_in, visit, with,
};
use wardroom_tests::cast::{BOB, World};
use wardroom_tests::every_store;
use wardroom_tests::letters::letters;

use crate::heard::counted;

const NOBODY: &str = "nobody@mail.example";
const SET: &str = "UPDATE {user} SET {user.password_hash} = $2 WHERE {user.id} = $1";
const HASH: &str = "SELECT {u.user.password_hash} AS hash FROM {user} u WHERE {u.user.id} = $1";
const FREEZE: &str =
    "UPDATE {user} SET {user.locked_at} = $2, {user.lock_cause} = 'frozen by an operator'
    WHERE {user.id} = $1";
const PASSWORDLESS: &str = "UPDATE {user} SET {user.password_hash} = NULL WHERE {user.id} = $1";
/// dora's password by PBKDF2, as an adopted database brings it.
const FOREIGN: &str =
    "$pbkdf2-sha256$i=1000$c2FsdFNBTFRzYWx0U0FMVA$yYVnTT9BRk76mD59yUgrsOw11emPhZ64ZKMyFKjUVUs";
const MINUTES: Duration = Duration::from_mins(6);

every_store! {
    async fn the_right_password_begins_a_session(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let signed_in = signed_in(&accounts).await;
        assert_eq!(signed_in.user.id, id);
        let kept = world.directory.session(&signed_in.session.id).await.unwrap().unwrap();
        assert_eq!(kept, signed_in.session);
        assert!(kept.is_live(world.now()));
        assert_eq!(events(&world, &id).await, [EventKind::SignIn]);
        let dump = world.fresh.dump().await;
        assert!(!dump.contains(signed_in.token.expose()) && !dump.contains(signed_in.refresh.expose()));
    }

    async fn whatever_is_wrong_the_answer_and_the_work_are_the_same(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let tries = [(DORA, "not the password"), (NOBODY, "x"), ("no address", "x"), (BOB, "x")];
        for (email, typed) in tries {
            let (answer, hashes) = counted(accounts.sign_in(email, typed.into(), &visit())).await;
            assert_eq!(refusal(answer), Refusal::WrongCredentials, "{email}");
            assert_eq!(hashes, 1, "{email}");
        }
        assert_eq!(events(&world, &id).await, [EventKind::SignInFailed]);
        world.run(sql(PASSWORDLESS).bind(&id.0)).await;
        world.wait(MINUTES);
        let (answer, hashes) = counted(accounts.sign_in(DORA, password(), &visit())).await;
        assert_eq!((refusal(answer), hashes), (Refusal::WrongCredentials, 1));
    }

    async fn after_a_failure_the_next_try_waits_known_or_not(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        for email in [DORA, NOBODY, " NoBody@Mail.Example"] {
            let _ = accounts.sign_in(email, "wrong".into(), &visit()).await;
            let (answer, hashes) = counted(accounts.sign_in(email, password(), &visit())).await;
            assert!(matches!(refusal(answer), Refusal::Wait { .. }), "{email}");
            assert_eq!(hashes, 0, "{email}");
        }
        let elsewhere = Visit::new(Some([198, 51, 100, 1].into()), None);
        accounts.sign_in(DORA, password(), &elsewhere).await.unwrap();
        world.wait(Duration::from_secs(1));
        accounts.sign_in(DORA, password(), &visit()).await.unwrap();
        let told = [EventKind::SignInFailed, EventKind::SignInDelayed, EventKind::SignIn, EventKind::SignIn];
        let mut happened = events(&world, &id).await;
        happened.sort_unstable();
        let mut told = told.to_vec();
        told.sort_unstable();
        assert_eq!(happened, told);
    }

    async fn too_many_failures_close_password_sign_in_and_nobody_outside_learns_it(world: World) {
        let mut settings = Settings::default();
        settings.failures_max = 3;
        let (accounts, id) = (with(&world, settings), dora(&world).await);
        let live = signed_in(&accounts).await;
        for _ in 0..3 {
            let answer = accounts.sign_in(DORA, "wrong".into(), &visit()).await;
            assert_eq!(refusal(answer), Refusal::WrongCredentials);
            world.wait(MINUTES);
        }
        let user = world.user(DORA).await;
        assert_eq!(user.lock_cause.as_deref(), Some(User::LOCKED_BY_FAILURES));
        assert!(!user.is_frozen(world.now()));
        let (answer, hashes) = counted(accounts.sign_in(DORA, password(), &visit())).await;
        assert_eq!((refusal(answer), hashes), (Refusal::WrongCredentials, 1));
        assert!(events(&world, &id).await.contains(&EventKind::Locked));
        assert_eq!(letters(&world).await, [(MailTemplate::AccountLocked, DORA.to_owned())]);
        let kept = world.directory.session(&live.session.id).await.unwrap().unwrap();
        assert!(kept.is_live(world.now()), "a live session goes on");
    }

    async fn a_success_takes_the_failures_back(world: World) {
        let (accounts, _) = (accounts(&world), dora(&world).await);
        let _ = accounts.sign_in(DORA, "wrong".into(), &visit()).await;
        assert_eq!(world.user(DORA).await.failed_sign_ins, 1);
        world.wait(MINUTES);
        signed_in(&accounts).await;
        assert_eq!(world.user(DORA).await.failed_sign_ins, 0);
    }

    async fn what_an_operator_froze_stays_shut(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        world.run(sql(FREEZE).bind(&id.0).bind(world.at(world.now()))).await;
        let answer = accounts.sign_in(DORA, password(), &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
        assert_eq!(events(&world, &id).await, [EventKind::SignInFailed]);
    }

    async fn a_foreign_hash_signs_in_and_becomes_ours(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        world.run(sql(SET).bind(&id.0).bind(FOREIGN)).await;
        signed_in(&accounts).await;
        let fresh = stored(&world, &id).await;
        assert!(fresh.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{fresh}");
        let (again, hashes) = counted(accounts.sign_in(DORA, password(), &visit())).await;
        assert!(matches!(again.unwrap(), SignIn::Done(_)));
        assert_eq!(hashes, 1);
    }

    async fn signing_out_ends_the_session_once(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let signed_in = signed_in(&accounts).await;
        for _ in 0..2 {
            accounts.sign_out(&signed_in.token, &visit()).await.unwrap();
        }
        let kept = world.directory.session(&signed_in.session.id).await.unwrap().unwrap();
        assert_eq!(kept.revoked_why.as_deref(), Some("sign_out"));
        assert_eq!(events(&world, &id).await, [EventKind::SignOut, EventKind::SignIn]);
    }
}

async fn stored(world: &World, id: &UserId) -> String {
    let row: (String,) = world.db.clone().one(sql(HASH).bind(&id.0)).await.unwrap();
    row.0
}

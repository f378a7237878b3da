//! Registering, proving the address, and claiming an account that was booked under it.

use std::time::Duration;

use wardroom_core::Error;
use wardroom_core::db::sql;
use wardroom_core::flow::{Accounts, Registered, Registration, SignIn, SignedIn};
use wardroom_core::model::{EventKind, MailTemplate, Refusal, UserId};
use wardroom_tests::application::{
    DORA, PASSWORD, accounts, dora, events, password, refusal, signed_in, visit,
};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;
use wardroom_tests::letters::{letters, secret};

use crate::heard::counted;

const ERIN: &str = "erin@mail.example";
const NOBODY: &str = "nobody@mail.example";
const PLANTED: &str = "mallory was here before";
const A_WHILE: Duration = Duration::from_mins(2);
const UNPROVED: &str = "UPDATE {user} SET {user.email_verified_at} = NULL WHERE {user.id} = $1";
const IDENTITY: &str =
    "INSERT INTO {identity} ({identity.id}, {identity.user_id}, {identity.provider},
    {identity.subject}, {identity.created_at}) VALUES ($1, $2, 'google', 'planted', $3)";
const IDENTITIES: &str = "DELETE FROM {identity} WHERE {identity.user_id} = $1";

async fn register(accounts: &Accounts, email: &str, password: &str) -> Registered {
    let new = Registration {
        email: email.into(),
        password: Some(password.into()),
        display_name: None,
    };
    accounts.register(new, &visit()).await.unwrap()
}

fn done(answer: Result<SignIn, Error>) -> SignedIn {
    match answer.unwrap() {
        SignIn::Done(signed_in) => *signed_in,
        other => panic!("something is missing: {other:?}"),
    }
}

/// A code that `right` is not.
fn wrong(right: &str) -> &'static str {
    if right == "000000" {
        "000001"
    } else {
        "000000"
    }
}

every_store! {
    async fn who_registers_proves_the_address_and_then_the_password_counts(world: World) {
        let accounts = accounts(&world);
        let registered = register(&accounts, " Erin@Mail.Example", PASSWORD).await;
        assert_eq!(refusal(accounts.sign_in(ERIN, password(), &visit()).await), Refusal::WrongCredentials);
        let code = secret(&world, MailTemplate::VerifyEmail, "Erin@Mail.Example").await;
        let ticket = Some(&registered.ticket);
        let erin = done(accounts.verify_code(ERIN, &code, ticket, &visit()).await);
        assert!(erin.user.email_verified_at.is_some() && erin.user.has_password);
        world.wait(A_WHILE);
        done(accounts.sign_in(ERIN, password(), &visit()).await);
        let told = events(&world, &erin.user.id).await;
        assert_eq!(told.iter().filter(|kind| **kind == EventKind::EmailVerified).count(), 1);
        let again = accounts.verify_code(ERIN, &code, ticket, &visit()).await;
        assert_eq!(refusal(again), Refusal::WrongCredentials, "a code counts once");
        let dump = world.fresh.dump().await;
        assert!(!dump.contains(registered.ticket.expose()) && !dump.contains(PASSWORD));
    }

    async fn an_address_that_has_an_account_is_answered_the_same(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        for email in [DORA, ERIN] {
            let (answer, hashes) = counted(register(&accounts, email, PLANTED)).await;
            assert_eq!(hashes, 1, "{email}");
            assert!(answer.expires_at > world.now());
        }
        let mut sent = letters(&world).await;
        sent.sort();
        let told = [(MailTemplate::VerifyEmail, ERIN.to_owned()), (MailTemplate::RegisteredAgain, DORA.to_owned())];
        assert_eq!(sent, told);
        assert_eq!(events(&world, &id).await, [EventKind::RegisteredAgain]);
        signed_in(&accounts).await;
    }

    async fn two_who_register_an_address_at_once_share_one_account(world: World) {
        let accounts = accounts(&world);
        let (one, other) = tokio::join!(register(&accounts, ERIN, PASSWORD), register(&accounts, ERIN, PLANTED));
        assert_eq!(letters(&world).await.len(), 1);
        let code = secret(&world, MailTemplate::VerifyEmail, ERIN).await;
        let erin = done(accounts.verify_code(ERIN, &code, Some(&one.ticket), &visit()).await);
        world.wait(A_WHILE);
        done(accounts.sign_in(ERIN, password(), &visit()).await);
        let late = accounts.verify_code(ERIN, &code, Some(&other.ticket), &visit()).await;
        assert_eq!(refusal(late), Refusal::WrongCredentials);
        assert_eq!(world.user(ERIN).await.id, erin.user.id);
    }

    async fn a_password_planted_in_an_address_never_counts(world: World) {
        let accounts = accounts(&world);
        let planted = register(&accounts, ERIN, PLANTED).await;
        world.wait(A_WHILE);
        accounts.send_code(ERIN, &visit()).await.unwrap();
        let code = secret(&world, MailTemplate::VerifyEmail, ERIN).await;
        let erin = done(accounts.verify_code(ERIN, &code, None, &visit()).await);
        assert!(!erin.user.has_password);
        let answer = accounts.sign_in(ERIN, PLANTED.into(), &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
        world.wait(A_WHILE);
        accounts.send_code(ERIN, &visit()).await.unwrap();
        let code = secret(&world, MailTemplate::SignInCode, ERIN).await;
        let again = done(accounts.verify_code(ERIN, &code, Some(&planted.ticket), &visit()).await);
        assert!(!again.user.has_password, "the ticket came too late");
    }

    async fn a_guest_who_booked_claims_the_account_by_mail(world: World) {
        let accounts = accounts(&world);
        let booked = accounts.book(ERIN, Some("E. Rin"), &visit()).await.unwrap();
        assert_eq!(accounts.book("ERIN@mail.example", None, &visit()).await.unwrap(), booked);
        assert!(letters(&world).await.is_empty());
        accounts.send_code(ERIN, &visit()).await.unwrap();
        let code = secret(&world, MailTemplate::VerifyEmail, ERIN).await;
        let erin = done(accounts.verify_code(ERIN, &code, None, &visit()).await);
        assert_eq!(erin.user.id, booked);
        let mut told = events(&world, &booked).await;
        told.sort_unstable();
        let kinds = [EventKind::Registered, EventKind::Claimed, EventKind::SignIn, EventKind::VerificationSent];
        assert_eq!(told, kinds);
    }

    async fn the_first_proof_discards_whatever_was_set_before_it(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        world.run(sql(UNPROVED).bind(&id.0)).await;
        let row = sql(IDENTITY).bind(world.id()).bind(&id.0);
        world.run(row.bind(world.at(world.now()))).await;
        let before = signed_in(&accounts).await;
        accounts.send_code(DORA, &visit()).await.unwrap();
        let code = secret(&world, MailTemplate::VerifyEmail, DORA).await;
        done(accounts.verify_code(DORA, &code, None, &visit()).await);
        let ended = world.directory.session(&before.session.id).await.unwrap().unwrap();
        assert_eq!(ended.revoked_why.as_deref(), Some("claimed"));
        assert!(!world.user(DORA).await.has_password);
        assert_eq!(world.run(sql(IDENTITIES).bind(&id.0)).await, 0, "no identity is left");
    }

    async fn a_code_takes_five_answers_and_a_new_one_voids_it(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        accounts.send_code(DORA, &visit()).await.unwrap();
        let first = secret(&world, MailTemplate::SignInCode, DORA).await;
        for _ in 0..5 {
            world.wait(Duration::from_secs(20));
            let answer = accounts.verify_code(DORA, wrong(&first), None, &visit()).await;
            assert_eq!(refusal(answer), Refusal::WrongCredentials);
        }
        world.wait(Duration::from_mins(1));
        let late = accounts.verify_code(DORA, &first, None, &visit()).await;
        assert_eq!(refusal(late), Refusal::WrongCredentials, "the sixth answer is not looked at");
        assert_eq!(failures(&world, &id).await, 6);
        accounts.send_code(DORA, &visit()).await.unwrap();
        let second = secret(&world, MailTemplate::SignInCode, DORA).await;
        world.wait(Duration::from_mins(6));
        done(accounts.verify_code(DORA, &second, None, &visit()).await);
    }

    async fn codes_are_over_after_their_time(world: World) {
        let (accounts, _) = (accounts(&world), dora(&world).await);
        accounts.send_code(DORA, &visit()).await.unwrap();
        let code = secret(&world, MailTemplate::SignInCode, DORA).await;
        world.wait(accounts.settings().verification_life);
        let answer = accounts.verify_code(DORA, &code, None, &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
    }

    async fn another_mail_waits_whoever_has_the_address(world: World) {
        let (accounts, _) = (accounts(&world), dora(&world).await);
        for email in [DORA, NOBODY] {
            accounts.send_code(email, &visit()).await.unwrap();
            accounts.request_reset(email, &visit()).await.unwrap();
            accounts.request_link(email, &visit()).await.unwrap();
            let wait = Refusal::Wait { seconds: 60 };
            assert_eq!(refusal(accounts.send_code(email, &visit()).await), wait);
            assert_eq!(refusal(accounts.request_reset(email, &visit()).await), wait);
            assert_eq!(refusal(accounts.request_link(email, &visit()).await), wait);
        }
        let sent = letters(&world).await;
        assert_eq!(sent.iter().filter(|(_, to)| to == DORA).count(), 3);
        let nobody = (MailTemplate::NoAccount, NOBODY.to_owned());
        assert_eq!(sent.iter().filter(|letter| **letter == nobody).count(), 3);
    }

    async fn what_cannot_be_registered_is_said_at_once(world: World) {
        let accounts = accounts(&world);
        for (email, password) in [("no address", PASSWORD), (ERIN, "too short"), (ERIN, "passwordpassword"),
            (ERIN, "erin@mail.example")] {
            let new = Registration { email: email.into(), password: Some(password.into()), display_name: None };
            let answer = accounts.register(new, &visit()).await;
            assert!(matches!(answer, Err(Error::Invalid { .. })), "{email} {password}");
        }
        assert!(letters(&world).await.is_empty());
    }
}

async fn failures(world: &World, id: &UserId) -> usize {
    let told = events(world, id).await;
    let failed = told
        .into_iter()
        .filter(|kind| *kind == EventKind::VerificationFailed);
    failed.count()
}

//! Links by mail: a password reset, and a sign-in.

use std::time::Duration;

use wardroom_core::Error;
use wardroom_core::db::sql;
use wardroom_core::flow::{Settings, SignIn};
use wardroom_core::model::{EventKind, MailTemplate, Refusal};
use wardroom_tests::application::{
    DORA, accounts, dora, events, password, refusal, signed_in, visit, with,
};
use wardroom_tests::cast::{ALICE, BOB, World};
use wardroom_tests::every_store;
use wardroom_tests::letters::{letters, link, secret};

const CHOSEN: &str = "a quieter night on deck";
const RESET: MailTemplate = MailTemplate::PasswordResetLink;
const MAGIC: MailTemplate = MailTemplate::MagicLink;
const MOVE: &str = "UPDATE {user} SET {user.email} = 'dora@new.example' WHERE {user.id} = $1";

every_store! {
    async fn a_reset_sets_the_password_once_and_ends_what_was_open(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let before = signed_in(&accounts).await;
        accounts.request_link(DORA, &visit()).await.unwrap();
        accounts.request_reset(DORA, &visit()).await.unwrap();
        let (magic, reset) = (link(&world, MAGIC, DORA).await, link(&world, RESET, DORA).await);
        let mailed = secret(&world, RESET, DORA).await;
        assert!(mailed.starts_with("https://localhost/reset#token="), "{mailed}");

        let short = accounts.reset_password(&reset, "short".into(), &visit()).await;
        assert!(matches!(short, Err(Error::Invalid { .. })), "and the link still counts");
        let answer = accounts.reset_password(&reset, CHOSEN.into(), &visit()).await.unwrap();
        assert!(matches!(answer, SignIn::Done(_)));
        let again = accounts.reset_password(&reset, CHOSEN.into(), &visit()).await;
        assert_eq!(refusal(again), Refusal::WrongCredentials);
        assert_eq!(refusal(accounts.sign_in_with_link(&magic, &visit()).await), Refusal::WrongCredentials);
        let ended = world.directory.session(&before.session.id).await.unwrap().unwrap();
        assert_eq!(ended.revoked_why.as_deref(), Some("password_reset"));
        assert_eq!(refusal(accounts.sign_in(DORA, password(), &visit()).await), Refusal::WrongCredentials);
        world.wait(Duration::from_mins(1));
        accounts.sign_in(DORA, CHOSEN.into(), &visit()).await.unwrap();
        assert!(events(&world, &id).await.contains(&EventKind::PasswordReset));
        assert!(letters(&world).await.contains(&(MailTemplate::PasswordReset, DORA.to_owned())));
        assert!(!world.fresh.dump().await.contains(reset.expose()));
    }

    async fn a_reset_lifts_a_lock_by_failures_and_leaves_an_operators(world: World) {
        let mut settings = Settings::default();
        settings.failures_max = 1;
        settings.reset_ends_sessions = false;
        let (accounts, _) = (with(&world, settings), dora(&world).await);
        let live = signed_in(&accounts).await;
        let _ = accounts.sign_in(DORA, "wrong".into(), &visit()).await;
        assert!(world.user(DORA).await.is_locked(world.now()));
        for email in [DORA, BOB] {
            accounts.request_reset(email, &visit()).await.unwrap();
        }
        assert!(!letters(&world).await.iter().any(|(_, to)| to == BOB), "bob is locked by an operator");
        let reset = link(&world, RESET, DORA).await;
        accounts.reset_password(&reset, CHOSEN.into(), &visit()).await.unwrap();
        let user = world.user(DORA).await;
        assert!(!user.is_locked(world.now()) && user.failed_sign_ins == 0);
        let kept = world.directory.session(&live.session.id).await.unwrap().unwrap();
        assert!(kept.is_live(world.now()), "as the setting says");
    }

    async fn a_reset_leaves_the_second_factor_to_be_shown(world: World) {
        let accounts = accounts(&world);
        accounts.request_reset(ALICE, &visit()).await.unwrap();
        let reset = link(&world, RESET, ALICE).await;
        let answer = accounts.reset_password(&reset, CHOSEN.into(), &visit()).await.unwrap();
        let SignIn::SecondFactor(waiting) = answer else { panic!("it was passed over") };
        assert_eq!(waiting.factors.len(), 2);
    }

    async fn a_link_signs_in_once_also_where_passwords_are_closed(world: World) {
        let mut settings = Settings::default();
        settings.failures_max = 1;
        let (accounts, id) = (with(&world, settings), dora(&world).await);
        let _ = accounts.sign_in(DORA, "wrong".into(), &visit()).await;
        accounts.request_link(DORA, &visit()).await.unwrap();
        let token = link(&world, MAGIC, DORA).await;
        let answer = accounts.sign_in_with_link(&token, &visit()).await.unwrap();
        assert!(matches!(answer, SignIn::Done(_)));
        assert_eq!(refusal(accounts.sign_in_with_link(&token, &visit()).await), Refusal::WrongCredentials);
        assert!(world.user(DORA).await.is_locked(world.now()), "a link does not lift it");
        assert!(events(&world, &id).await.contains(&EventKind::LinkSent));
    }

    async fn of_two_at_the_same_moment_one_wins(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        accounts.request_link(DORA, &visit()).await.unwrap();
        accounts.request_reset(DORA, &visit()).await.unwrap();
        let (magic, reset) = (link(&world, MAGIC, DORA).await, link(&world, RESET, DORA).await);
        let visit = visit();
        let (one, other) = tokio::join!(
            accounts.sign_in_with_link(&magic, &visit),
            accounts.sign_in_with_link(&magic, &visit),
        );
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        let (one, other) = tokio::join!(
            accounts.reset_password(&reset, CHOSEN.into(), &visit),
            accounts.reset_password(&reset, "yet another quiet night".into(), &visit),
        );
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        let sign_ins = events(&world, &id).await.into_iter().filter(|kind| *kind == EventKind::SignIn);
        assert_eq!(sign_ins.count(), 2);
    }

    async fn a_link_is_over_after_its_time_or_with_the_address(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        accounts.request_link(DORA, &visit()).await.unwrap();
        accounts.request_reset(DORA, &visit()).await.unwrap();
        let (magic, reset) = (link(&world, MAGIC, DORA).await, link(&world, RESET, DORA).await);
        world.run(sql(MOVE).bind(&id.0)).await;
        assert_eq!(refusal(accounts.sign_in_with_link(&magic, &visit()).await), Refusal::WrongCredentials);
        world.wait(accounts.settings().reset_life);
        let late = accounts.reset_password(&reset, CHOSEN.into(), &visit()).await;
        assert_eq!(refusal(late), Refusal::WrongCredentials);
    }
}

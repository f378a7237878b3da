//! An account that an operator locked or closed: what was begun before goes no further, and no role of it counts.
//! The account's row alone is changed here: a flow must not lean on what is cancelled with it.

use std::time::Duration;

use wardroom_core::Error;
use wardroom_core::db::sql;
use wardroom_core::flow::By;
use wardroom_core::model::{EventKind, MailTemplate, Refusal, Role, UserId};
use wardroom_tests::application::{
    DORA, accounts, dora, events, newcomer, refusal, visit, with_totp,
};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;
use wardroom_tests::letters::link;
use wardroom_tests::phone::{Phone, done, grant, waiting, with_phone};

use crate::heard::{EVENTS, heard};

const FREEZE: &str =
    "UPDATE {user} SET {user.locked_at} = {user.created_at}, {user.lock_cause} = 'frozen'
    WHERE {user.id} = $1";
const THAW: &str =
    "UPDATE {user} SET {user.locked_at} = NULL, {user.lock_cause} = NULL WHERE {user.id} = $1";
const CLOSE: &str = "UPDATE {user} SET {user.status} = 'disabled' WHERE {user.id} = $1";
const OPEN: &str = "UPDATE {user} SET {user.status} = 'active' WHERE {user.id} = $1";

const CHOSEN: &str = "a quieter night on deck";

async fn change(world: &World, user: &UserId, how: &'static str) {
    world.run(sql(how).bind(&user.0)).await;
}

every_store! {
    async fn no_second_factor_is_taken_and_none_is_used_up(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (phone, session) = with_phone(&accounts, &world).await;
        let codes = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        let waits = waiting(&accounts).await;
        world.wait(Duration::from_secs(30));
        let (shown, written) = (phone.shows(world.now()), codes[0].grouped());
        change(&world, &id, FREEZE).await;
        let by_code = accounts.answer_with_recovery_code(&waits.challenge, &written, &visit()).await;
        assert_eq!(refusal(by_code), Refusal::Over);
        let by_phone = accounts.answer_with_totp(&waits.challenge, &shown, &visit()).await;
        assert_eq!(refusal(by_phone), Refusal::Over);
        change(&world, &id, THAW).await;
        assert_eq!(accounts.recovery_codes_left(&session.token).await.unwrap(), 10);
        done(accounts.answer_with_totp(&waits.challenge, &shown, &visit()).await.unwrap());
    }

    async fn what_was_taken_back_is_not_in_the_log(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (_, session) = with_phone(&accounts, &world).await;
        let codes = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        accounts.request_reset(DORA, &visit()).await.unwrap();
        let (token, code) = (link(&world, MailTemplate::PasswordResetLink, DORA).await, codes[0].grouped());
        let at_home = visit();
        let reset = || heard(&[EVENTS], accounts.reset_with_recovery_code(&token, &code, CHOSEN.into(), &at_home));
        change(&world, &id, FREEZE).await;
        let (answer, said) = reset().await;
        assert_eq!(refusal(answer), Refusal::Over);
        assert_eq!(said, Vec::<String>::new());
        change(&world, &id, THAW).await;
        world.wait(Duration::from_secs(1));
        let (answer, said) = reset().await;
        done(answer.unwrap());
        let kinds = [EventKind::CodeUsed, EventKind::PasswordReset, EventKind::FactorsReset, EventKind::SignIn];
        assert_eq!(said, kinds.map(|kind| kind.word().to_owned()));
    }

    async fn no_second_factor_is_enrolled(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        grant(&world, &id, Role::PLATFORM_ADMIN).await;
        let waits = waiting(&accounts).await;
        let phone = Phone::scan(&accounts.begin_enrolment(&waits.challenge, "phone").await.unwrap());
        let code = phone.shows(world.now());
        change(&world, &id, FREEZE).await;
        assert_eq!(refusal(accounts.begin_enrolment(&waits.challenge, "other").await), Refusal::Over);
        assert_eq!(refusal(accounts.confirm_enrolment(&waits.challenge, &code, &visit()).await), Refusal::Over);
        let factors = world.directory.factors_of(&id).await.unwrap();
        assert!(factors.iter().all(|f| f.confirmed_at.is_none()), "{factors:?}");
    }

    async fn no_role_counts_and_none_is_granted(world: World) {
        let accounts = accounts(&world);
        let (erin, finn) = (newcomer(&world, "erin@mail.example").await, newcomer(&world, "finn@mail.example").await);
        with_totp(&world, &erin).await;
        let tenant = accounts.create_tenant(&erin, "acme-north", "Acme North", &visit()).await.unwrap().id;
        let (at, everywhere) = (Some(&tenant), By::Application);
        accounts.grant_role(everywhere, &finn, Role::OWNER, at, &visit()).await.unwrap();
        assert!(accounts.can(&erin, "tenant.read", at).await.unwrap());
        change(&world, &erin, FREEZE).await;
        assert!(!accounts.can(&erin, "tenant.read", at).await.unwrap());
        assert_eq!(refusal(accounts.members(By::User(&erin), at, None, 9).await), Refusal::NotAllowed);
        let made = accounts.create_tenant(&erin, "acme-south", "Acme South", &visit()).await.unwrap_err();
        assert!(matches!(made, Error::NotFound { .. }), "{made}");
        let granted = accounts.grant_role(everywhere, &erin, Role::STAFF, at, &visit()).await.unwrap_err();
        assert!(matches!(granted, Error::NotFound { .. }), "{granted}");
        // Nobody who could act would own it.
        assert_eq!(refusal(accounts.leave_tenant(&finn, &tenant, &visit()).await), Refusal::LastOwner);
        change(&world, &erin, THAW).await;
        accounts.leave_tenant(&finn, &tenant, &visit()).await.unwrap();
    }

    async fn no_role_of_the_platform_counts(world: World) {
        let (accounts, gwen) = (accounts(&world), newcomer(&world, "gwen@mail.example").await);
        with_totp(&world, &gwen).await;
        grant(&world, &gwen, Role::PLATFORM_ADMIN).await;
        assert!(accounts.can(&gwen, "members.grant", None).await.unwrap());
        change(&world, &gwen, FREEZE).await;
        assert!(!accounts.can(&gwen, "members.grant", None).await.unwrap());
    }

    async fn no_invitation_is_accepted(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let erin = newcomer(&world, "erin@mail.example").await;
        let tenant = accounts.create_tenant(&erin, "acme-north", "Acme North", &visit()).await.unwrap().id;
        accounts.invite(By::Application, DORA, Role::STAFF, Some(&tenant), &visit()).await.unwrap();
        let token = link(&world, MailTemplate::Invitation, DORA).await;
        change(&world, &id, FREEZE).await;
        assert_eq!(refusal(accounts.accept_invitation(&token, &id, &visit()).await), Refusal::LinkOver);
        change(&world, &id, THAW).await;
        accounts.accept_invitation(&token, &id, &visit()).await.unwrap();
    }

    async fn a_link_to_a_closed_account_leaves_evidence(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        accounts.request_link(DORA, &visit()).await.unwrap();
        let token = link(&world, MailTemplate::MagicLink, DORA).await;
        change(&world, &id, CLOSE).await;
        world.wait(Duration::from_secs(1));
        assert_eq!(refusal(accounts.sign_in_with_link(&token, &visit()).await), Refusal::WrongCredentials);
        assert_eq!(events(&world, &id).await[0], EventKind::SignInFailed);
    }

    async fn a_reset_of_a_closed_account_uses_nothing_up(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        accounts.request_reset(DORA, &visit()).await.unwrap();
        let token = link(&world, MailTemplate::PasswordResetLink, DORA).await;
        change(&world, &id, CLOSE).await;
        let closed = accounts.reset_password(&token, CHOSEN.into(), &visit()).await;
        assert_eq!(refusal(closed), Refusal::WrongCredentials);
        change(&world, &id, OPEN).await;
        done(accounts.reset_password(&token, CHOSEN.into(), &visit()).await.unwrap());
    }
}

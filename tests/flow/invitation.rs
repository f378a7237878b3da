//! Invitations: mailed, accepted once by whoever reads the address, revoked.

use std::time::Duration;

use wardroom_core::Error;
use wardroom_core::crypto::token::{Token, TokenKind};
use wardroom_core::db::sql;
use wardroom_core::flow::{Accounts, By, SignIn};
use wardroom_core::model::{EventKind, MailTemplate, Refusal, Role, TenantId, UserId};
use wardroom_tests::application::{
    accounts, events, newcomer, password, refusal, visit, with_totp,
};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;
use wardroom_tests::letters::{letters, link};

#[cfg(test)]
const FINN: &str = "finn@mail.example";

/// erin, who owns a tenant.
#[cfg(test)]
async fn north(world: &World, accounts: &Accounts) -> (UserId, TenantId) {
    let erin = newcomer(world, "erin@mail.example").await;
    with_totp(world, &erin).await;
    let made = accounts
        .create_tenant(&erin, "acme-north", "Acme North", &visit())
        .await;
    world.wait(Duration::from_secs(1));
    (erin, made.unwrap().id)
}

/// How many invitations were mailed to finn.
#[cfg(test)]
async fn sent(world: &World) -> usize {
    let all = letters(world).await;
    let to_finn = |(template, to): &&(MailTemplate, String)| {
        *template == MailTemplate::Invitation && to == FINN
    };
    all.iter().filter(to_finn).count()
}

#[cfg(test)]
async fn mailed(world: &World) -> Token {
    link(world, MailTemplate::Invitation, FINN).await
}

every_store! {
    async fn a_new_user_joins_by_the_link(world: World) {
        let accounts = accounts(&world);
        let (erin, tenant) = north(&world, &accounts).await;
        let at = Some(&tenant);
        accounts.invite(By::User(&erin), " Finn@Mail.Example", Role::STAFF, at, &visit()).await.unwrap();
        let token = mailed(&world).await;
        let dump = world.fresh.dump().await;
        assert!(!dump.contains(token.expose()));
        // Looking consumes nothing.
        for _ in 0..2 {
            let offer = accounts.invitation(&token).await.unwrap();
            assert_eq!((offer.tenant.as_deref(), offer.email.as_str()), (Some("Acme North"), FINN));
            assert!(!offer.has_account);
        }
        let short = accounts.join_by_invitation(&token, "too short".into(), None, &visit()).await.unwrap_err();
        assert!(matches!(short, Error::Invalid { field: "password", .. }), "{short}");
        let joined = accounts.join_by_invitation(&token, password(), Some("Finn"), &visit()).await.unwrap();
        let SignIn::Done(joined) = joined else { panic!("{joined:?}") };
        assert!(joined.user.email_verified_at.is_some() && joined.user.has_password);
        assert!(accounts.can(&joined.user.id, "members.read", at).await.unwrap());
        let again = accounts.join_by_invitation(&token, password(), None, &visit()).await;
        assert_eq!(refusal(again), Refusal::LinkOver);
        accounts.sign_in(FINN, password(), &visit()).await.unwrap();
        let kinds = events(&world, &joined.user.id).await;
        assert!(kinds.contains(&EventKind::InvitationAccepted), "{kinds:?}");
    }

    async fn who_must_have_a_second_factor_enrols_first(world: World) {
        let accounts = accounts(&world);
        let (erin, tenant) = north(&world, &accounts).await;
        accounts.invite(By::User(&erin), FINN, Role::OWNER, Some(&tenant), &visit()).await.unwrap();
        let token = mailed(&world).await;
        let joined = accounts.join_by_invitation(&token, "nine lives".into(), None, &visit()).await.unwrap();
        assert!(matches!(joined, SignIn::Enrolment(_)), "{joined:?}");
        let finn = world.user(FINN).await;
        assert!(!accounts.can(&finn.id, "members.read", Some(&tenant)).await.unwrap());
    }

    async fn somebody_with_an_account_accepts_signed_in(world: World) {
        let accounts = accounts(&world);
        let (erin, tenant) = north(&world, &accounts).await;
        let (finn, gwen) = (newcomer(&world, FINN).await, newcomer(&world, "gwen@mail.example").await);
        let at = Some(&tenant);
        accounts.invite(By::User(&erin), FINN, Role::STAFF, at, &visit()).await.unwrap();
        let token = mailed(&world).await;
        assert!(accounts.invitation(&token).await.unwrap().has_account);
        let join = accounts.join_by_invitation(&token, password(), None, &visit()).await;
        assert_eq!(refusal(join), Refusal::SignInFirst);
        let other = accounts.accept_invitation(&token, &gwen, &visit()).await;
        assert_eq!(refusal(other), Refusal::AddressDiffers);
        let unproved = "UPDATE {user} SET {user.email_verified_at} = NULL WHERE {user.id} = $1";
        world.run(sql(unproved).bind(&finn.0)).await;
        let early = accounts.accept_invitation(&token, &finn, &visit()).await;
        assert_eq!(refusal(early), Refusal::AddressUnproved);
        let proved = "UPDATE {user} SET {user.email_verified_at} = $2 WHERE {user.id} = $1";
        world.run(sql(proved).bind(&finn.0).bind(world.at(world.now()))).await;
        accounts.accept_invitation(&token, &finn, &visit()).await.unwrap();
        assert!(accounts.can(&finn, "members.read", at).await.unwrap());
        let again = accounts.accept_invitation(&token, &finn, &visit()).await;
        assert_eq!(refusal(again), Refusal::LinkOver);
    }

    async fn the_answer_to_an_invitation_is_always_the_same(world: World) {
        let accounts = accounts(&world);
        let (erin, tenant) = north(&world, &accounts).await;
        let (by, at, here) = (By::User(&erin), Some(&tenant), visit());
        let invite = || accounts.invite(by, FINN, Role::STAFF, at, &here);
        invite().await.unwrap();
        let first = mailed(&world).await;
        invite().await.unwrap();
        assert_eq!(sent(&world).await, 1);
        world.wait(Duration::from_secs(61));
        invite().await.unwrap();
        assert_eq!(sent(&world).await, 2);
        assert_eq!(refusal(accounts.invitation(&first).await), Refusal::LinkOver);
        accounts.invitation(&mailed(&world).await).await.unwrap();
        let finn = newcomer(&world, FINN).await;
        accounts.grant_role(by, &finn, Role::STAFF, at, &here).await.unwrap();
        world.wait(Duration::from_secs(61));
        invite().await.unwrap();
        assert_eq!(sent(&world).await, 2);
        let wrong = accounts.invite(by, "no address", Role::STAFF, at, &here).await.unwrap_err();
        assert!(matches!(wrong, Error::Invalid { field: "email", .. }), "{wrong}");
    }

    async fn a_pending_invitation_is_listed_sent_again_and_revoked(world: World) {
        let accounts = accounts(&world);
        let (erin, tenant) = north(&world, &accounts).await;
        let (by, at) = (By::User(&erin), Some(&tenant));
        accounts.invite(by, FINN, Role::STAFF, at, &visit()).await.unwrap();
        let pending = accounts.pending_invitations(by, at, None, 9).await.unwrap().rows;
        assert_eq!((pending.len(), pending[0].email.as_str()), (1, FINN));
        let soon = accounts.resend_invitation(by, &pending[0].id, &visit()).await;
        assert_eq!(refusal(soon), Refusal::Wait { seconds: 60 });
        world.wait(Duration::from_secs(61));
        accounts.resend_invitation(by, &pending[0].id, &visit()).await.unwrap();
        assert_eq!(sent(&world).await, 2);
        let gone = accounts.resend_invitation(by, &pending[0].id, &visit()).await.unwrap_err();
        assert!(matches!(gone, Error::NotFound { .. }), "{gone}");
        let pending = accounts.pending_invitations(by, at, None, 9).await.unwrap().rows;
        assert_eq!(pending.len(), 1);
        accounts.revoke_invitation(by, &pending[0].id, &visit()).await.unwrap();
        let link = mailed(&world).await;
        assert_eq!(refusal(accounts.invitation(&link).await), Refusal::LinkOver);
        assert!(accounts.pending_invitations(by, at, None, 9).await.unwrap().rows.is_empty());
        let twice = accounts.revoke_invitation(by, &pending[0].id, &visit()).await.unwrap_err();
        assert!(matches!(twice, Error::NotFound { .. }), "{twice}");
    }

    async fn a_link_ends_with_its_time_its_tenant_and_who_sent_it(world: World) {
        let accounts = accounts(&world);
        let (erin, tenant) = north(&world, &accounts).await;
        let (by, at, here) = (By::User(&erin), Some(&tenant), visit());
        accounts.invite(by, FINN, Role::STAFF, at, &here).await.unwrap();
        let token = mailed(&world).await;
        let close = "UPDATE {tenant} SET {tenant.status} = $2 WHERE {tenant.id} = $1";
        world.run(sql(close).bind(&tenant.0).bind("disabled")).await;
        let closed = accounts.join_by_invitation(&token, password(), None, &here).await;
        assert_eq!(refusal(closed), Refusal::LinkOver);
        world.run(sql(close).bind(&tenant.0).bind("active")).await;
        accounts.invitation(&token).await.unwrap();
        world.wait(Duration::from_hours(7 * 24));
        assert_eq!(refusal(accounts.invitation(&token).await), Refusal::LinkOver);
        accounts.invite(by, FINN, Role::STAFF, at, &here).await.unwrap();
        let token = mailed(&world).await;
        let gwen = newcomer(&world, "gwen@mail.example").await;
        accounts.grant_role(by, &gwen, Role::OWNER, at, &here).await.unwrap();
        accounts.leave_tenant(&erin, &tenant, &here).await.unwrap();
        assert_eq!(refusal(accounts.invitation(&token).await), Refusal::LinkOver);
    }

    async fn who_may_not_invite_does_not(world: World) {
        let accounts = accounts(&world);
        let (_, tenant) = north(&world, &accounts).await;
        let (gwen, here) = (newcomer(&world, "gwen@mail.example").await, visit());
        let invite = |role, at| accounts.invite(By::User(&gwen), FINN, role, at, &here);
        assert_eq!(refusal(invite(Role::STAFF, Some(&tenant)).await), Refusal::NotAllowed);
        assert_eq!(refusal(invite(Role::PLATFORM_ADMIN, None).await), Refusal::NotAllowed);
        assert_eq!(sent(&world).await, 0);
        let nothing = Token::generate(TokenKind::Plain, world.directory.entropy());
        assert_eq!(refusal(accounts.invitation(&nothing).await), Refusal::LinkOver);
    }
}

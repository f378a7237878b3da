//! Identities: signed in with, linked only where both sides are proved, never the last way in taken away.

use secrecy::ExposeSecret;
use wardroom_core::Error;
use wardroom_core::action::perform;
use wardroom_core::action::user::FreezeUser;
use wardroom_core::db::sql;
use wardroom_core::flow::{ProvenIdentity, SignIn};
use wardroom_core::model::{EventKind, Refusal};
use wardroom_tests::application::{
    DORA, accounts, dora, events, mails, refusal, signed_in, visit, with_totp,
};
use wardroom_tests::cast::{World, reason};
use wardroom_tests::every_store;

/// What a provider said of somebody with dora's address.
#[cfg(test)]
fn proven(subject: &str) -> ProvenIdentity {
    ProvenIdentity {
        provider: "github".into(),
        subject: subject.into(),
        email: Some(DORA.into()),
        email_verified: true,
        tokens: Some("canary-of-the-provider".into()),
    }
}

#[cfg(test)]
fn done(sign_in: SignIn) -> wardroom_core::flow::SignedIn {
    match sign_in {
        SignIn::Done(signed_in) => *signed_in,
        other => panic!("something is missing: {other:?}"),
    }
}

every_store! {
    async fn an_unknown_identity_makes_an_account(world: World) {
        let accounts = accounts(&world);
        let first = done(accounts.sign_in_with_identity(&proven("1"), &visit()).await.unwrap());
        assert!(first.user.email_verified_at.is_some() && !first.user.has_password);
        let again = done(accounts.sign_in_with_identity(&proven("1"), &visit()).await.unwrap());
        assert_eq!(first.user.id, again.user.id);
        let kept = accounts.identities(&first.user.id).await.unwrap();
        assert_eq!((kept.len(), kept[0].last_used_at), (1, Some(world.now())));
        let tokens = accounts.provider_tokens(&first.user.id, &kept[0].id).await.unwrap().unwrap();
        assert_eq!(tokens.expose_secret(), "canary-of-the-provider");
        assert!(!world.fresh.dump().await.contains("canary-of-the-provider"));
        let unproved = ProvenIdentity { email_verified: false, email: Some("hal@mail.example".into()), ..proven("2") };
        let hal = done(accounts.sign_in_with_identity(&unproved, &visit()).await.unwrap());
        assert_eq!(hal.user.email_verified_at, None);
        let nameless = ProvenIdentity { email: None, ..proven("3") };
        let answer = accounts.sign_in_with_identity(&nameless, &visit()).await.unwrap_err();
        assert!(matches!(answer, Error::Invalid { field: "email", .. }), "{answer}");
    }

    async fn it_is_linked_by_itself_only_where_both_are_proved(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let unproved = ProvenIdentity { email_verified: false, ..proven("1") };
        assert_eq!(refusal(accounts.sign_in_with_identity(&unproved, &visit()).await), Refusal::LinkFirst);
        let text = "UPDATE {user} SET {user.email_verified_at} = $2 WHERE {user.id} = $1";
        let never = || sql("UPDATE {user} SET {user.email_verified_at} = NULL WHERE {user.id} = $1").bind(&id.0);
        world.run(never()).await;
        assert_eq!(refusal(accounts.sign_in_with_identity(&proven("1"), &visit()).await), Refusal::LinkFirst);
        assert!(accounts.identities(&id).await.unwrap().is_empty());
        assert_eq!(events(&world, &id).await, [EventKind::SignInFailed, EventKind::SignInFailed]);
        world.run(sql(text).bind(&id.0).bind(world.at(world.now()))).await;
        let linked = done(accounts.sign_in_with_identity(&proven("1"), &visit()).await.unwrap());
        assert_eq!(linked.user.id, id);
        assert_eq!(mails(&world, &id).await, ["identity_linked"]);
    }

    async fn a_frozen_account_is_not_linked(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let freeze = FreezeUser { user: id.clone() };
        perform(&world.directory, &world.troupe.ana.caller, &reason(), &freeze).await.unwrap();
        let answer = accounts.sign_in_with_identity(&proven("1"), &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
        assert!(accounts.identities(&id).await.unwrap().is_empty());
    }

    async fn a_closed_account_is_neither_linked_nor_signed_in_to(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let set = |status| {
            let text = "UPDATE {user} SET {user.status} = $2 WHERE {user.id} = $1";
            world.run(sql(text).bind(&id.0).bind(status))
        };
        set("disabled").await;
        let answer = accounts.sign_in_with_identity(&proven("1"), &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
        assert!(accounts.identities(&id).await.unwrap().is_empty());
        set("active").await;
        done(accounts.sign_in_with_identity(&proven("1"), &visit()).await.unwrap());
        set("disabled").await;
        let answer = accounts.sign_in_with_identity(&proven("1"), &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
    }

    async fn a_second_factor_is_asked_for_all_the_same(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        with_totp(&world, &id).await;
        let next = accounts.sign_in_with_identity(&proven("1"), &visit()).await.unwrap();
        assert!(matches!(next, SignIn::SecondFactor(_)), "{next:?}");
    }

    async fn who_is_signed_in_links_and_unlinks(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let session = signed_in(&accounts).await.token;
        let other = ProvenIdentity { email: Some("d@work.example".into()), ..proven("1") };
        let linked = accounts.link_identity(&session, &other, &visit()).await.unwrap();
        let twice = accounts.link_identity(&session, &other, &visit()).await.unwrap_err();
        assert!(matches!(twice, Error::Conflict { .. }), "{twice}");
        assert_eq!(done(accounts.sign_in_with_identity(&other, &visit()).await.unwrap()).user.id, id);
        accounts.unlink_identity(&session, &linked.id, &visit()).await.unwrap();
        let gone = accounts.unlink_identity(&session, &linked.id, &visit()).await.unwrap_err();
        assert!(matches!(gone, Error::NotFound { .. }), "{gone}");
        assert_eq!(mails(&world, &id).await.len(), 2);
        world.wait(std::time::Duration::from_mins(6));
        let late = accounts.link_identity(&session, &other, &visit()).await;
        assert_eq!(refusal(late), Refusal::StepUp);
    }

    async fn the_last_way_in_stays(world: World) {
        let accounts = accounts(&world);
        let first = done(accounts.sign_in_with_identity(&proven("1"), &visit()).await.unwrap());
        let only = accounts.identities(&first.user.id).await.unwrap().remove(0);
        let answer = accounts.unlink_identity(&first.token, &only.id, &visit()).await;
        assert_eq!(refusal(answer), Refusal::LastWayIn);
        let other = ProvenIdentity { provider: "google".into(), ..proven("1") };
        let second = accounts.link_identity(&first.token, &other, &visit()).await.unwrap();
        // Both at once: one stays.
        let unlink = |id| {
            let (accounts, token) = (accounts.clone(), first.token.clone());
            tokio::spawn(async move { accounts.unlink_identity(&token, &id, &visit()).await })
        };
        let (a, b) = (unlink(only.id), unlink(second.id));
        let answers = [a.await.unwrap(), b.await.unwrap()];
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        assert_eq!(accounts.identities(&first.user.id).await.unwrap().len(), 1);
    }
}

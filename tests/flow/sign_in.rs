//! Signing in and out with a password.

use wardroom_core::model::{EventKind, Refusal};
use wardroom_tests::cast::{BOB, World};
use wardroom_tests::every_store;

use wardroom_tests::application::{
    DORA, accounts, dora, events, password, refusal, signed_in, visit,
};

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

    async fn whatever_is_wrong_the_answer_is_the_same(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let tries = [(DORA, "not the password"), ("nobody@mail.example", "x"), ("no address", "x"), (BOB, "x")];
        for (email, typed) in tries {
            let answer = accounts.sign_in(email, typed.into(), &visit()).await;
            assert_eq!(refusal(answer), Refusal::WrongCredentials, "{email}");
        }
        assert_eq!(events(&world, &id).await, [EventKind::SignInFailed]);
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
        assert_eq!(refusal(accounts.sign_in(DORA, "x".into(), &visit()).await), Refusal::WrongCredentials);
        accounts.sign_in(DORA, password(), &visit()).await.unwrap();
    }
}

//! Recovery codes: shown once, used once, void with the set or the last factor.

use std::time::Duration;

use secrecy::ExposeSecret;
use wardroom_core::model::{EventKind, Refusal};
use wardroom_tests::application::{accounts, dora, events, refusal, visit};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;
use wardroom_tests::phone::{done, told, waiting, with_phone};

every_store! {
    async fn a_recovery_code_signs_in_once(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (_, session) = with_phone(&accounts, &world).await;
        let codes = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        assert_eq!(codes.len(), 10);
        let typed = codes[3].grouped().expose_secret().to_lowercase().replace('-', " ").into();

        world.wait(Duration::from_secs(1));
        let first = waiting(&accounts).await;
        let signed_in = done(accounts.answer_with_recovery_code(&first.challenge, &typed, &visit()).await.unwrap());
        assert_eq!((signed_in.session.aal, signed_in.session.factor_at), (2, Some(world.now())));
        assert_eq!(accounts.recovery_codes_left(&signed_in.token).await.unwrap(), 9);
        assert!(events(&world, &id).await[..2].contains(&EventKind::CodeUsed));
        assert!(told(&world, &id).await.contains(&"recovery_code_used".to_owned()));
        let second = waiting(&accounts).await;
        let again = accounts.answer_with_recovery_code(&second.challenge, &typed, &visit()).await;
        assert_eq!(refusal(again), Refusal::WrongCredentials);

        let dump = world.fresh.dump().await.to_lowercase();
        for code in codes {
            let shown = code.grouped().expose_secret().to_lowercase();
            assert!(!dump.contains(&shown) && !dump.contains(&shown.replace('-', "")));
        }
    }

    async fn new_codes_void_the_old(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let (_, session) = with_phone(&accounts, &world).await;
        let old = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        let new = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        assert_eq!(accounts.recovery_codes_left(&session.token).await.unwrap(), 10);
        let waiting = waiting(&accounts).await;
        let answer = accounts.answer_with_recovery_code(&waiting.challenge, &old[0].grouped(), &visit()).await;
        assert_eq!(refusal(answer), Refusal::WrongCredentials);
        world.wait(Duration::from_secs(1));
        done(accounts.answer_with_recovery_code(&waiting.challenge, &new[0].grouped(), &visit()).await.unwrap());
    }

    async fn one_code_shown_twice_at_once_signs_in_once(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let (_, session) = with_phone(&accounts, &world).await;
        let codes = accounts.issue_recovery_codes(&session.token, &visit()).await.unwrap();
        let (one, other) = (waiting(&accounts).await, waiting(&accounts).await);
        let (code, at_home) = (codes[0].grouped(), visit());
        let both = tokio::join!(
            accounts.answer_with_recovery_code(&one.challenge, &code, &at_home),
            accounts.answer_with_recovery_code(&other.challenge, &code, &at_home),
        );
        assert_eq!(usize::from(both.0.is_ok()) + usize::from(both.1.is_ok()), 1, "{both:?}");
        assert_eq!(accounts.recovery_codes_left(&session.token).await.unwrap(), 9);
    }
}

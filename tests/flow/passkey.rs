//! Passkeys, with a software authenticator: registered, signed in with, shown again, refused when copied.

use serde_json::{Value as Json, json};
use wardroom_core::Error;
use wardroom_core::db::{Conn, Int, sql};
use wardroom_core::flow::{Accounts, SignIn};
use wardroom_core::model::{EventKind, FactorKind, Id, Refusal};
use wardroom_tests::application::{
    DORA, accounts, dora, events, password, refusal, signed_in, visit,
};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;
use wardroom_tests::phone::{done, told, waiting, with_phone};
use wardroom_tests::security_key::{AAGUID, SecurityKey};

/// Registers `key` in a session.
async fn register(
    accounts: &Accounts,
    session: &wardroom_core::crypto::token::Token,
    key: &mut SecurityKey,
) -> Id {
    let begun = accounts.begin_passkey(session).await.unwrap();
    let answer = key.create(&begun.options);
    accounts
        .finish_passkey(session, &begun.ceremony, "laptop", &answer, &visit())
        .await
        .unwrap()
}

/// Signs in with `key` alone.
async fn enter(accounts: &Accounts, key: &mut SecurityKey) -> wardroom_core::Result<SignIn> {
    let begun = accounts.begin_passkey_sign_in(&visit()).await.unwrap();
    let answer = key.get(&begun.options);
    accounts
        .finish_passkey_sign_in(&begun.ceremony, &answer, &visit())
        .await
}

every_store! {
    async fn a_passkey_signs_in_alone(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let session = signed_in(&accounts).await;
        let mut key = SecurityKey::new(Some(0));
        let passkey = register(&accounts, &session.token, &mut key).await;
        let kept = world.directory.session(&session.session.id).await.unwrap().unwrap();
        assert_eq!((kept.aal, kept.factor_at), (2, Some(world.now())));

        let signed_in = done(enter(&accounts, &mut key).await.unwrap());
        assert_eq!((signed_in.user.id.clone(), signed_in.session.aal), (id.clone(), 2));
        done(enter(&accounts, &mut key).await.unwrap());
        let text = "SELECT {p.passkey.sign_count} AS count, {p.passkey.aaguid} AS aaguid,
            {p.passkey.transports} AS transports FROM {passkey} p WHERE {p.passkey.id} = $1";
        let row: (Int, Id, Json) = world.db.clone().one(sql(text).bind(&passkey)).await.unwrap();
        assert_eq!((row.0.0, row.1), (2, Id::Uuid(uuid::Uuid::from_bytes(AAGUID))));
        assert_eq!(row.2, json!(["internal", "hybrid"]));
        assert_eq!(told(&world, &id).await, ["passkey_registered"]);
        assert!(events(&world, &id).await.contains(&EventKind::PasskeyRegistered));
    }

    async fn a_passkey_answers_after_the_password(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let session = signed_in(&accounts).await;
        let (mut key, mut other) = (SecurityKey::new(None), SecurityKey::new(None));
        register(&accounts, &session.token, &mut key).await;
        let waiting = waiting(&accounts).await;
        assert_eq!(waiting.factors, [FactorKind::Passkey]);
        let asked = accounts.ask_passkey(&waiting.challenge).await.unwrap();
        assert_eq!(asked["publicKey"]["allowCredentials"][0]["transports"], json!(["internal", "hybrid"]));
        assert_eq!(asked["publicKey"]["userVerification"], "required");
        let stranger = accounts.answer_with_passkey(&waiting.challenge, &other.get(&asked), &visit()).await;
        assert_eq!(refusal(stranger), Refusal::WrongCredentials);
        world.wait(std::time::Duration::from_secs(1));
        let answer = key.get(&asked);
        let session = done(accounts.answer_with_passkey(&waiting.challenge, &answer, &visit()).await.unwrap());
        assert_eq!(session.session.aal, 2);
        let replayed = accounts.answer_with_passkey(&waiting.challenge, &answer, &visit()).await;
        assert_eq!(refusal(replayed), Refusal::Over);
    }

    async fn a_counter_that_goes_back_is_refused_and_none_at_all_is_not(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let session = signed_in(&accounts).await;
        let (mut counts, mut never) = (SecurityKey::new(Some(4)), SecurityKey::new(None));
        register(&accounts, &session.token, &mut counts).await;
        register(&accounts, &session.token, &mut never).await;
        for _ in 0..2 {
            done(enter(&accounts, &mut never).await.unwrap());
            done(enter(&accounts, &mut counts).await.unwrap());
        }
        for copy in [Some(5), Some(0)] {
            counts.count = copy;
            world.wait(std::time::Duration::from_secs(1));
            assert_eq!(refusal(enter(&accounts, &mut counts).await), Refusal::WrongCredentials, "{copy:?}");
            assert_eq!(events(&world, &id).await[0], EventKind::PasskeyRefused);
        }
        assert_eq!(told(&world, &id).await.iter().filter(|t| *t == "passkey_refused").count(), 2);
        counts.count = Some(6);
        done(enter(&accounts, &mut counts).await.unwrap());
    }

    async fn what_does_not_fit_is_refused(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let session = signed_in(&accounts).await;
        let mut key = SecurityKey::new(None);
        register(&accounts, &session.token, &mut key).await;
        let again = accounts.begin_passkey(&session.token).await.unwrap();
        let answer = key.create(&again.options);
        let twice = accounts.finish_passkey(&session.token, &again.ceremony, "x", &answer, &visit()).await;
        assert_eq!(refusal(twice), Refusal::WrongCredentials, "it is registered already");

        key.verifies = false;
        assert_eq!(refusal(enter(&accounts, &mut key).await), Refusal::WrongCredentials, "nobody was verified");
        key.verifies = true;
        key.origin = "https://localhost.evil.example".to_owned();
        assert_eq!(refusal(enter(&accounts, &mut key).await), Refusal::WrongCredentials, "another site");
        key.origin = "https://localhost".to_owned();
        let (one, other) = (accounts.begin_passkey_sign_in(&visit()).await.unwrap(), accounts.begin_passkey_sign_in(&visit()).await.unwrap());
        let answer = key.get(&one.options);
        let crossed = accounts.finish_passkey_sign_in(&other.ceremony, &answer, &visit()).await;
        assert_eq!(refusal(crossed), Refusal::WrongCredentials, "another ceremony's challenge");
        let nonsense = accounts.finish_passkey_sign_in(&one.ceremony, &json!({ "id": 1 }), &visit()).await;
        assert!(matches!(nonsense, Err(Error::Invalid { .. })), "{nonsense:?}");
        done(accounts.finish_passkey_sign_in(&one.ceremony, &answer, &visit()).await.unwrap());
        let replayed = accounts.finish_passkey_sign_in(&one.ceremony, &answer, &visit()).await;
        assert_eq!(refusal(replayed), Refusal::Over);
    }

    async fn a_passkey_steps_up_is_renamed_and_removed(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (_, session) = with_phone(&accounts, &world).await;
        let mut key = SecurityKey::new(Some(0));
        let passkey = register(&accounts, &session.token, &mut key).await;
        accounts.rename_passkey(&session.token, &passkey, "old laptop", &visit()).await.unwrap();
        world.wait(accounts.settings().step_up_life);
        let removal = accounts.remove_passkey(&session.token, &passkey, &visit()).await;
        assert_eq!(refusal(removal), Refusal::StepUp);

        let begun = accounts.begin_passkey_step_up(&session.token).await.unwrap();
        let answer = key.get(&begun.options);
        let alone = accounts.finish_passkey_sign_in(&begun.ceremony, &answer, &visit()).await;
        assert_eq!(refusal(alone), Refusal::Over, "a step-up is no sign-in");
        let raised = accounts.step_up_with_passkey(&session.token, &begun.ceremony, &answer, &visit()).await.unwrap();
        assert_eq!(raised.factor_at, Some(world.now()));

        let labels = world.directory.factors_of(&id).await.unwrap().into_iter().map(|f| f.label);
        assert!(labels.eq([Some("phone".to_owned()), Some("old laptop".to_owned())]));
        accounts.remove_passkey(&session.token, &passkey, &visit()).await.unwrap();
        assert_eq!(refusal(enter(&accounts, &mut key).await), Refusal::WrongCredentials);
        let answer = accounts.sign_in(DORA, password(), &visit()).await.unwrap();
        assert!(matches!(answer, SignIn::SecondFactor(w) if w.factors == [FactorKind::Totp]));
    }
}

//! The key ring gets a version: what is sealed moves to it in batches, and the old one goes once nothing needs it.

use std::time::Duration;

use secrecy::ExposeSecret;
use wardroom_core::Error;
use wardroom_core::crypto::CryptoError;
use wardroom_core::crypto::keyring::{KeyRing, KeyVersion};
use wardroom_core::db::{Conn, sql};
use wardroom_core::flow::{Accounts, ProvenIdentity, Settings, SignedIn};
use wardroom_core::job::{Resealed, key_use, may_retire, reseal};
use wardroom_core::model::{Id, IdentityId, MailTemplate};
use wardroom_tests::application::{DORA, accounts, dora, grown_ring, visit};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;
use wardroom_tests::letters::secret;
use wardroom_tests::phone::{Phone, done, enrol, with_phone};

const FIRST: KeyVersion = KeyVersion(1);
const STEP: Duration = Duration::from_secs(30);
const SECRETS: &str =
    "SELECT {t.totp_factor.id} AS id, {t.totp_factor.secret_sealed} AS sealed FROM {totp_factor} t
    ORDER BY {t.totp_factor.id}";
const SET_SECRET: &str =
    "UPDATE {totp_factor} SET {totp_factor.secret_sealed} = $2 WHERE {totp_factor.id} = $1";
const SET_TOKENS: &str =
    "UPDATE {identity} SET {identity.tokens_sealed} = $2 WHERE {identity.id} = $1";

/// One value in every sealed column, and what shows that it opens.
struct Sealed {
    phone: Phone,
    dora: SignedIn,
    hal: SignedIn,
    identity: IdentityId,
}

async fn seal_some(world: &World) -> Sealed {
    // What the cast carries was never sealed.
    world.run(sql("DELETE FROM {totp_factor}")).await;
    let accounts = accounts(world);
    dora(world).await;
    let (phone, dora) = with_phone(&accounts, world).await;
    accounts.access_token(&dora.session).await.unwrap();
    accounts.request_reset(DORA, &visit()).await.unwrap();
    let proven = ProvenIdentity {
        provider: "github".into(),
        subject: "1".into(),
        email: Some("hal@mail.example".into()),
        email_verified: true,
        tokens: Some("what the provider gave".into()),
    };
    let hal = done(
        accounts
            .sign_in_with_identity(&proven, &visit())
            .await
            .unwrap(),
    );
    let identity = accounts
        .identities(&hal.user.id)
        .await
        .unwrap()
        .remove(0)
        .id;
    Sealed {
        phone,
        dora,
        hal,
        identity,
    }
}

fn application(world: &World, ring: KeyRing) -> Accounts {
    Accounts::new(world.directory.clone(), ring, Settings::default()).unwrap()
}

/// Which versions are needed, and by how many rows of each table.
async fn used(world: &World) -> Vec<(&'static str, u32, i64)> {
    let used = key_use(&world.directory, world.now()).await.unwrap();
    used.into_iter()
        .map(|u| (u.table, u.version, u.rows))
        .collect()
}

async fn anew(world: &World, from: Option<Resealed>, most: u32) -> Resealed {
    let from = from.and_then(|done| done.next);
    reseal(&world.directory, &grown_ring(), from, most)
        .await
        .unwrap()
}

async fn secrets(world: &World) -> Vec<(Id, Vec<u8>)> {
    world.db.clone().all(sql(SECRETS)).await.unwrap()
}

fn is_corrupt<T>(answer: &Result<T, Error>) -> bool {
    matches!(answer, Err(Error::Crypto(CryptoError::Corrupt { .. })))
}

every_store! {
    async fn all_of_it_moves_in_batches_and_opens_with_the_new_key_alone(world: World) {
        let sealed = seal_some(&world).await;
        let under = |version| vec![("totp_factors", version, 1), ("identities", version, 1), ("signing_keys", version, 1),
            ("mail_outbox", version, 1)];
        assert_eq!(used(&world).await, under(1));
        let early = may_retire(&world.directory, FIRST, world.now()).await.unwrap_err();
        assert!(early.to_string().contains("4 rows still need v1"), "{early}");

        let first = anew(&world, None, 1).await;
        assert_eq!((first.rows, first.stuck, first.next.is_some()), (1, 0, true));
        // Cut short: whoever comes next knows nothing of it.
        let second = anew(&world, None, 2).await;
        assert_eq!((second.rows, used(&world).await.iter().filter(|u| u.1 == 2).count()), (2, 3));
        may_retire(&world.directory, FIRST, world.now()).await.unwrap_err();
        let rest = anew(&world, Some(second), 100).await;
        assert_eq!((rest.rows, rest.stuck, rest.next.is_none()), (1, 0, true));
        assert_eq!(used(&world).await, under(2));
        assert_eq!(anew(&world, None, 100).await.rows, 0, "nothing is done twice");

        may_retire(&world.directory, FIRST, world.now()).await.unwrap();
        let mut ring = grown_ring();
        ring.retire(FIRST).unwrap();
        let later = application(&world, ring);
        world.wait(STEP);
        let code = sealed.phone.shows(world.now());
        later.step_up_with_totp(&sealed.dora.token, &code, &visit()).await.unwrap();
        later.access_token(&sealed.dora.session).await.unwrap();
        assert_eq!(later.jwks().await.unwrap()["keys"].as_array().unwrap().len(), 1, "the same key signs");
        let tokens = later.provider_tokens(&sealed.hal.user.id, &sealed.identity).await.unwrap().unwrap();
        assert_eq!(tokens.expose_secret(), "what the provider gave");
        assert!(secret(&world, MailTemplate::PasswordResetLink, DORA).await.contains("#token="));
        let behind = accounts(&world).provider_tokens(&sealed.hal.user.id, &sealed.identity).await;
        assert!(matches!(behind, Err(Error::Crypto(CryptoError::KeyMissing { version: 2 }))), "{behind:?}");
    }

    async fn what_was_moved_about_is_corrupt_stays_and_holds_its_version(world: World) {
        let sealed = seal_some(&world).await;
        let accounts = accounts(&world);
        enrol(&accounts, &world, &sealed.dora.token).await;
        let two = secrets(&world).await;
        assert_eq!(two.len(), 2);
        for (to, from) in [(0, 1), (1, 0)] {
            world.run(sql(SET_SECRET).bind(&two[to].0).bind(two[from].1.clone())).await;
        }
        world.run(sql(SET_TOKENS).bind(&sealed.identity.0).bind(two[0].1.clone())).await;
        world.wait(STEP);
        let code = sealed.phone.shows(world.now());
        let row = accounts.step_up_with_totp(&sealed.dora.token, &code, &visit()).await;
        let column = accounts.provider_tokens(&sealed.hal.user.id, &sealed.identity).await;
        assert!(is_corrupt(&row) && is_corrupt(&column), "{row:?} {column:?}");

        let swapped = secrets(&world).await;
        let done = anew(&world, None, 100).await;
        assert_eq!((done.rows, done.stuck, done.next.is_none()), (2, 3, true));
        assert_eq!(secrets(&world).await, swapped);
        assert_eq!(used(&world).await[..2], [("totp_factors", 1, 2), ("identities", 1, 1)]);
        let held = may_retire(&world.directory, FIRST, world.now()).await.unwrap_err();
        assert!(held.to_string().contains("3 rows still need v1"), "{held}");
    }
}

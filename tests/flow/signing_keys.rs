//! The keys that sign turn over without a token noticing.

use std::time::Duration;

use secrecy::ExposeSecret;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::flow::{Accounts, SignedIn};
use wardroom_core::job::{Rotation, rotate_signing_keys};
use wardroom_core::model::{KeyStep, TokenFault};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;

use wardroom_tests::application::{accounts, dora, fault, signed_in};

const LIFE: Duration = Duration::from_hours(24 * 90);
const DAY: Duration = Duration::from_hours(24);
/// All of a key's life but its last day.
const BUT_A_DAY: Duration = Duration::from_hours(24 * 89);
const SECOND: Duration = Duration::from_secs(1);

async fn token(accounts: &Accounts, signed_in: &SignedIn) -> String {
    let mut session = signed_in.session.clone();
    // Used all the time, so never idle.
    session.seen_at = accounts.directory().now();
    session.idle_from = Some(session.seen_at);
    let token = accounts.access_token(&session).await.unwrap();
    token.text.expose_secret().to_owned()
}

async fn published(accounts: &Accounts) -> Vec<String> {
    let document = accounts.jwks().await.unwrap();
    let keys = document["keys"].as_array().unwrap();
    keys.iter()
        .map(|key| key["kid"].as_str().unwrap().to_owned())
        .collect()
}

async fn rotate(world: &World) -> Vec<Rotation> {
    let ring = KeyRing::generate(&SeededEntropy::new(43));
    rotate_signing_keys(&world.directory, &ring, world.now(), LIFE)
        .await
        .unwrap()
}

fn steps(rotations: &[Rotation]) -> Vec<KeyStep> {
    rotations.iter().map(|rotation| rotation.step).collect()
}

every_store! {
    async fn the_next_key_is_published_a_day_before_it_signs(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let mut signed_in = signed_in(&accounts).await;
        signed_in.session.expires_at = world.now().plus(LIFE * 2);
        assert_eq!(rotate(&world).await, [], "nobody needed a key yet");
        token(&accounts, &signed_in).await;
        let first = published(&accounts).await;
        world.wait(BUT_A_DAY.saturating_sub(SECOND));
        assert_eq!(rotate(&world).await, []);
        world.wait(SECOND);
        let next = rotate(&world).await;
        assert_eq!(steps(&next), [KeyStep::Published]);
        assert_eq!(published(&accounts).await, [first[0].clone(), next[0].kid.clone()]);
        assert_eq!(rotate(&world).await, [], "one next key is enough");

        world.wait(DAY.saturating_sub(SECOND));
        assert_eq!(rotate(&world).await, []);
        let old = token(&accounts, &signed_in).await;
        world.wait(SECOND);
        let switched = rotate(&world).await;
        assert_eq!(switched, [Rotation { kid: next[0].kid.clone(), step: KeyStep::Activated }]);
        world.wait(Duration::from_mins(2));
        let new = token(&accounts, &signed_in).await;
        for text in [&old, &new] {
            accounts.verify_access_token(text).await.unwrap();
        }
        let kid = |text: &str| wardroom_core::crypto::jwt::Header::of_token(text).unwrap().kid.unwrap();
        assert_eq!((kid(&old), kid(&new)), (first[0].clone(), next[0].kid.clone()));
    }

    async fn a_retired_key_is_published_until_all_it_signed_has_expired(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let mut signed_in = signed_in(&accounts).await;
        signed_in.session.expires_at = world.now().plus(LIFE * 3);
        token(&accounts, &signed_in).await;
        let first = published(&accounts).await.remove(0);
        for step in [BUT_A_DAY, DAY] {
            world.wait(step);
            rotate(&world).await;
        }
        world.wait(DAY * 7);
        assert_eq!(rotate(&world).await, []);
        assert_eq!(published(&accounts).await.len(), 2);
        world.wait(Duration::from_hours(1));
        assert_eq!(rotate(&world).await, [Rotation { kid: first.clone(), step: KeyStep::Removed }]);
        assert!(!published(&accounts).await.contains(&first));
    }

    async fn a_worker_that_was_away_publishes_before_it_switches(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let mut signed_in = signed_in(&accounts).await;
        signed_in.session.expires_at = world.now().plus(LIFE * 3);
        token(&accounts, &signed_in).await;
        world.wait(LIFE * 2);
        assert_eq!(steps(&rotate(&world).await), [KeyStep::Published]);
        assert_eq!(rotate(&world).await, []);
        world.wait(DAY);
        assert_eq!(steps(&rotate(&world).await), [KeyStep::Activated]);
    }

    async fn workers_that_rotate_at_once_take_each_step_once(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let mut signed_in = signed_in(&accounts).await;
        signed_in.session.expires_at = world.now().plus(LIFE * 3);
        token(&accounts, &signed_in).await;
        for (wait, step) in [(BUT_A_DAY, KeyStep::Published), (DAY, KeyStep::Activated)] {
            world.wait(wait);
            let (a, b, c) = tokio::join!(rotate(&world), rotate(&world), rotate(&world));
            assert_eq!(steps(&[a, b, c].concat()), [step]);
        }
        assert_eq!(published(&accounts).await.len(), 2);
    }

    async fn a_key_nobody_published_counts_for_nothing(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let signed_in = signed_in(&accounts).await;
        let text = token(&accounts, &signed_in).await;
        accounts.verify_access_token(&text).await.unwrap();
        let gone = wardroom_core::db::sql("DELETE FROM {signing_key}");
        assert_eq!(world.run(gone).await, 1);
        // Kept for a minute, then asked for again.
        accounts.verify_access_token(&text).await.unwrap();
        world.wait(Duration::from_secs(61));
        let _ = accounts.verify_access_token(&text).await;
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(10)).await;
            if accounts.verify_access_token(&text).await.is_err() {
                break;
            }
        }
        assert_eq!(fault(accounts.verify_access_token(&text).await), TokenFault::UnknownKey);
    }
}

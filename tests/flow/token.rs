//! Access tokens: signed for a session, and everything that makes one not count.

use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;
use secrecy::ExposeSecret;
use serde_json::{Value as Json, json};
use wardroom_core::Error;
use wardroom_core::crypto::jwt::PrivateKey;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::crypto::sealed::Sealed;
use wardroom_core::db::{Conn, sql};
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::flow::{Accounts, Settings, SignedIn};
use wardroom_core::model::{JwtAlgorithm, Refusal, TokenFault};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;

use wardroom_tests::application::{accounts, dora, fault, refusal, signed_in, visit, with};

async fn token(accounts: &Accounts, signed_in: &SignedIn) -> String {
    let token = accounts.access_token(&signed_in.session).await.unwrap();
    token.text.expose_secret().to_owned()
}

fn set(change: impl FnOnce(&mut Settings)) -> Settings {
    let mut settings = Settings::default();
    change(&mut settings);
    settings
}

/// The key that signs, taken from behind the scenes: what a thief of the database and its keys could sign.
async fn stolen(world: &World) -> PrivateKey {
    let text = "SELECT {signing_key.id}, {signing_key.private_sealed} FROM {signing_key}
        WHERE {signing_key.state} = 'active'";
    let (kid, sealed): (String, Vec<u8>) = world.db.clone().one(sql(text)).await.unwrap();
    let ring = KeyRing::generate(&SeededEntropy::new(43));
    let sealed = Sealed::from_stored(sealed).unwrap();
    PrivateKey::open(&sealed, &ring, JwtAlgorithm::EdDsa, &kid).unwrap()
}

fn part(token: &str, number: usize) -> Json {
    let part = token.split('.').nth(number).unwrap();
    serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap()
}

/// The token with another part in place of the one it has.
fn replaced(token: &str, number: usize, with: &Json) -> String {
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    parts[number] = BASE64URL_NOPAD.encode(with.to_string().as_bytes());
    parts.join(".")
}

/// `of` with one member changed, or taken away by `null`.
fn but(of: &Json, name: &str, value: Json) -> Json {
    let mut changed = of.clone();
    match value {
        Json::Null => drop(changed.as_object_mut().unwrap().remove(name)),
        value => changed[name] = value,
    }
    changed
}

every_store! {
    async fn a_token_says_who_and_which_session(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let signed_in = signed_in(&accounts).await;
        let text = token(&accounts, &signed_in).await;
        assert_eq!(part(&text, 0)["typ"], "at+jwt");
        let claims = accounts.verify_access_token(&text).await.unwrap();
        assert_eq!(claims.user(&accounts).unwrap(), id);
        assert_eq!(claims.session, Some(signed_in.session.id.to_string()));
        assert_eq!((claims.issuer.as_str(), claims.audience.as_slice()), ("https://localhost", &["https://localhost".to_owned()][..]));
        assert_eq!((claims.aal, claims.authenticated_at), (Some(1), Some(world.now().to_second())));
        assert_eq!(claims.expires_at.since(claims.issued_at), Duration::from_mins(10));
        assert_ne!(claims.id, accounts.verify_access_token(&token(&accounts, &signed_in).await).await.unwrap().id);
        let dump = world.fresh.dump().await;
        assert!(!dump.contains(text.rsplit('.').next().unwrap()));
    }

    async fn every_wrong_token_has_its_reason_and_one_answer(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let signed_in = signed_in(&accounts).await;
        let text = token(&accounts, &signed_in).await;
        let (key, header, claims) = (stolen(&world).await, part(&text, 0), part(&text, 1));
        let signed = |claims: &Json| key.token("at+jwt", claims).unwrap();
        let now = world.now().unix_seconds();
        let head = |name: &str, value: Json| replaced(&text, 0, &but(&header, name, value));
        let said = |name: &str, value: Json| signed(&but(&claims, name, value));
        let wrong = [
            (String::new(), TokenFault::Missing),
            ("no token".to_owned(), TokenFault::Malformed),
            (format!("{text}.x"), TokenFault::Malformed),
            (format!("{text}="), TokenFault::Malformed),
            (head("crit", json!(["exp"])), TokenFault::Malformed),
            (said("exp", json!("soon")), TokenFault::Malformed),
            (said("exp", Json::Null), TokenFault::Malformed),
            (said("sub", Json::Null), TokenFault::Malformed),
            (said("jti", Json::Null), TokenFault::Malformed),
            (said("nbf", json!("now")), TokenFault::Malformed),
            (head("alg", json!("none")), TokenFault::Unsigned),
            (format!("{}.", head("alg", json!("None")).rsplit_once('.').unwrap().0), TokenFault::Unsigned),
            (head("alg", json!("HS256")), TokenFault::Algorithm),
            (head("alg", json!("ES256")), TokenFault::Algorithm),
            (head("typ", json!("JWT")), TokenFault::Type),
            (key.token("JWT", &claims).unwrap(), TokenFault::Type),
            (head("kid", json!("nobody's")), TokenFault::UnknownKey),
            (head("kid", Json::Null), TokenFault::UnknownKey),
            (replaced(&text, 1, &but(&claims, "sub", json!("1"))), TokenFault::Tampered),
            (head("extra", json!(1)), TokenFault::Tampered),
            (format!("{}AAAA", &text[..text.len() - 4]), TokenFault::Tampered),
            (said("iss", json!("https://elsewhere")), TokenFault::Issuer),
            (said("aud", json!("others")), TokenFault::Audience),
            (said("aud", json!(["others", "and more"])), TokenFault::Audience),
            (said("exp", json!(now)), TokenFault::Expired),
            (said("exp", json!(0)), TokenFault::Expired),
            (said("nbf", json!(now + 11)), TokenFault::NotYet),
            (said("iat", json!(now + 11)), TokenFault::NotYet),
        ];
        for (token, why) in wrong {
            let answer = accounts.verify_access_token(&token).await;
            let sentence = answer.as_ref().unwrap_err().to_string();
            assert_eq!(fault(answer), why, "{token}");
            assert_eq!(sentence, "the access token does not count; sign in again");
        }
        for right in [claims.clone(), but(&claims, "nbf", Json::Null), but(&claims, "aud", json!(["x", "https://localhost"]))] {
            accounts.verify_access_token(&signed(&right)).await.unwrap();
        }
    }

    async fn a_token_ends_with_its_time_and_no_later_than_its_session(world: World) {
        let accounts = with(&world, set(|s| s.session_life = Duration::from_mins(5)));
        dora(&world).await;
        let signed_in = signed_in(&accounts).await;
        let given = accounts.access_token(&signed_in.session).await.unwrap();
        assert_eq!(given.expires_at, signed_in.session.expires_at.to_second());
        let text = given.text.expose_secret();
        world.wait(Duration::from_secs(299));
        accounts.verify_access_token(text).await.unwrap();
        world.wait(Duration::from_secs(1));
        assert_eq!(fault(accounts.verify_access_token(text).await), TokenFault::Expired);
        assert_eq!(refusal(accounts.access_token(&signed_in.session).await), Refusal::SessionOver);
    }

    async fn a_long_lived_token_counts_only_with_its_session(world: World) {
        let long = with(&world, set(|s| s.access_token_life = Duration::from_hours(7 * 24)));
        dora(&world).await;
        let signed_in = signed_in(&long).await;
        let text = token(&long, &signed_in).await;
        // Whoever checks may have other settings: the token itself says how long it lives.
        for checks in [&long, &accounts(&world)] {
            checks.verify_access_token(&text).await.unwrap();
        }
        long.sign_out(&signed_in.token, &visit()).await.unwrap();
        for checks in [&long, &accounts(&world)] {
            assert_eq!(fault(checks.verify_access_token(&text).await), TokenFault::SessionOver);
        }
    }

    async fn a_short_lived_token_outlives_its_session_by_minutes(world: World) {
        let accounts = accounts(&world);
        dora(&world).await;
        let signed_in = signed_in(&accounts).await;
        let text = token(&accounts, &signed_in).await;
        accounts.sign_out(&signed_in.token, &visit()).await.unwrap();
        accounts.verify_access_token(&text).await.unwrap();
        world.wait(Duration::from_mins(10));
        assert_eq!(fault(accounts.verify_access_token(&text).await), TokenFault::Expired);
    }

    async fn applications_that_start_at_once_sign_with_one_key(world: World) {
        dora(&world).await;
        let first = accounts(&world);
        let signed_in = signed_in(&first).await;
        let ten: Vec<Accounts> = (0..10).map(|_| accounts(&world)).collect();
        let tasks: Vec<_> = ten.iter().map(|accounts| {
            let (accounts, session) = (accounts.clone(), signed_in.session.clone());
            tokio::spawn(async move { accounts.access_token(&session).await.unwrap() })
        }).collect();
        for task in tasks {
            let token = task.await.unwrap();
            let text = token.text.expose_secret();
            assert_eq!(part(text, 0)["kid"], json!(first.jwks().await.unwrap()["keys"][0]["kid"]));
            for accounts in &ten {
                accounts.verify_access_token(text).await.unwrap();
            }
        }
        assert_eq!(first.jwks().await.unwrap()["keys"].as_array().unwrap().len(), 1);
    }

    async fn each_algorithm_has_a_key_of_its_own(world: World) {
        dora(&world).await;
        let signed_in = signed_in(&accounts(&world)).await;
        let mut texts = Vec::new();
        for algorithm in JwtAlgorithm::ALL {
            let accounts = with(&world, set(|s| s.jwt_algorithm = algorithm.to_string()));
            let text = token(&accounts, &signed_in).await;
            assert_eq!(part(&text, 0)["alg"], algorithm.word());
            texts.push(text);
        }
        // Changing the algorithm ends no token: every published key is taken, for its own algorithm.
        for text in &texts {
            accounts(&world).verify_access_token(text).await.unwrap();
        }
        let document = accounts(&world).jwks().await.unwrap();
        assert_eq!(document["keys"].as_array().unwrap().len(), texts.len());
        assert!(!document.to_string().contains("\"d\""));
    }

    async fn a_private_key_moved_to_another_row_signs_nothing(world: World) {
        dora(&world).await;
        let signed_in = signed_in(&accounts(&world)).await;
        for algorithm in ["EdDSA", "ES256"] {
            token(&with(&world, set(|s| s.jwt_algorithm = algorithm.to_owned())), &signed_in).await;
        }
        let swap = "UPDATE {signing_key} SET {signing_key.private_sealed} = (SELECT {o.signing_key.private_sealed}
            FROM {signing_key} o WHERE {o.signing_key.algorithm} = 'ES256') WHERE {signing_key.algorithm} = 'EdDSA'";
        assert_eq!(world.run(sql(swap)).await, 1);
        let answer = accounts(&world).access_token(&signed_in.session).await;
        assert!(matches!(answer, Err(Error::Crypto(wardroom_core::crypto::CryptoError::Corrupt { .. }))), "{answer:?}");
    }
}

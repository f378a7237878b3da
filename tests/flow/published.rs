//! Tokens of another issuer: its keys are fetched, kept, asked for again, and given up in time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use secrecy::ExposeSecret;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wardroom_core::Error;
use wardroom_core::crypto::jwt::{PrivateKey, jwks};
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::flow::{Accounts, Settings};
use wardroom_core::model::{JwtAlgorithm, TokenFault};
use wardroom_tests::application::{dora, fault, signed_in, with};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;

/// An issuer on this machine: what it answers, whole, and how often it was asked.
#[derive(Clone)]
struct Issuer {
    address: String,
    answer: Arc<Mutex<String>>,
    asked: Arc<AtomicUsize>,
}

impl Issuer {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = Self {
            address: format!("http://{}/keys", listener.local_addr().unwrap()),
            answer: Arc::default(),
            asked: Arc::default(),
        };
        let serving = issuer.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                serving.asked.fetch_add(1, Ordering::SeqCst);
                let answer = serving.answer.lock().unwrap().clone();
                let mut request = vec![0; 4096];
                let _ = stream.read(&mut request).await;
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        issuer
    }

    fn says(&self, status: &str, body: &str) {
        let answer = format!(
            "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        *self.answer.lock().unwrap() = answer;
    }

    fn publishes(&self, keys: &[&PrivateKey]) {
        let document = jwks(keys.iter().map(|key| key.public()));
        self.says("200 OK", &document.to_string());
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    fn accounts(&self, world: &World) -> Accounts {
        let mut settings = Settings::default();
        settings.jwks_url.clone_from(&self.address);
        settings.jwt_issuer = "https://id.example".to_owned();
        with(world, settings)
    }
}

async fn key(seed: u64) -> PrivateKey {
    let entropy = SeededEntropy::new(seed);
    let key = PrivateKey::generate_blocking(JwtAlgorithm::EdDsa, &entropy);
    key.await.unwrap()
}

fn token(world: &World, key: &PrivateKey) -> String {
    let now = world.now().unix_seconds();
    let claims = json!({ "iss": "https://id.example", "aud": ["https://localhost"], "sub": "their|7", "jti": "1",
        "iat": now, "exp": now + 600 });
    key.token("at+jwt", &claims).unwrap()
}

/// Waits for what happens behind the back of whoever asks.
async fn until(what: impl Fn() -> bool) {
    for _ in 0..500 {
        if what() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it never happened");
}

every_store! {
    async fn their_tokens_count_and_their_keys_are_fetched_once(world: World) {
        let (issuer, first) = (Issuer::open().await, key(1).await);
        issuer.publishes(&[&first]);
        let accounts = issuer.accounts(&world);
        for _ in 0..5 {
            let claims = accounts.verify_access_token(&token(&world, &first)).await.unwrap();
            assert_eq!((claims.subject.as_str(), claims.aal), ("their|7", None));
        }
        assert_eq!(issuer.asked(), 1);
        // Ours are not theirs, whatever they say.
        dora(&world).await;
        let signed_in = signed_in(&accounts).await;
        let ours = accounts.access_token(&signed_in.session).await.unwrap();
        assert_eq!(fault(accounts.verify_access_token(ours.text.expose_secret()).await), TokenFault::UnknownKey);
    }

    async fn an_unknown_name_is_asked_for_but_not_as_often_as_strangers_like(world: World) {
        let (issuer, first, second) = (Issuer::open().await, key(1).await, key(2).await);
        issuer.publishes(&[&first]);
        let accounts = issuer.accounts(&world);
        accounts.verify_access_token(&token(&world, &first)).await.unwrap();
        issuer.publishes(&[&first, &second]);
        for _ in 0..20 {
            assert_eq!(fault(accounts.verify_access_token(&token(&world, &second)).await), TokenFault::UnknownKey);
        }
        assert_eq!(issuer.asked(), 1, "within the rest nobody asks");
        world.wait(Duration::from_secs(30));
        accounts.verify_access_token(&token(&world, &second)).await.unwrap();
        assert_eq!(issuer.asked(), 2);
    }

    async fn old_keys_serve_while_new_ones_are_fetched(world: World) {
        let (issuer, first) = (Issuer::open().await, key(1).await);
        issuer.publishes(&[&first]);
        let accounts = issuer.accounts(&world);
        accounts.verify_access_token(&token(&world, &first)).await.unwrap();
        world.wait(Duration::from_secs(301));
        issuer.publishes(&[&key(2).await]);
        accounts.verify_access_token(&token(&world, &first)).await.unwrap();
        until(|| issuer.asked() == 2).await;
        for _ in 0..100 {
            if accounts.verify_access_token(&token(&world, &first)).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(fault(accounts.verify_access_token(&token(&world, &first)).await), TokenFault::UnknownKey);
    }

    async fn an_issuer_that_is_gone_is_believed_for_half_a_day(world: World) {
        let (issuer, first) = (Issuer::open().await, key(1).await);
        issuer.publishes(&[&first]);
        let accounts = issuer.accounts(&world);
        accounts.verify_access_token(&token(&world, &first)).await.unwrap();
        issuer.says("503 Service Unavailable", "");
        world.wait(Duration::from_hours(12));
        accounts.verify_access_token(&token(&world, &first)).await.unwrap();
        until(|| issuer.asked() == 2).await;
        world.wait(Duration::from_secs(31));
        let answer = accounts.verify_access_token(&token(&world, &first)).await;
        assert!(matches!(answer, Err(Error::Busy { .. })), "{answer:?}");
        world.wait(Duration::from_secs(30));
        issuer.publishes(&[&first]);
        accounts.verify_access_token(&token(&world, &first)).await.unwrap();
    }

    async fn what_is_no_key_set_is_not_taken(world: World) {
        let (issuer, first) = (Issuer::open().await, key(1).await);
        let good = jwks([first.public()]);
        let mut encrypting = good.clone();
        encrypting["keys"][0]["use"] = json!("enc");
        let mut misnamed = good.clone();
        misnamed["keys"][0]["alg"] = json!("ES256");
        let huge = json!({ "keys": good["keys"], "more": "x".repeat(70_000) });
        let answers = [
            ("200 OK", encrypting.to_string()), ("200 OK", misnamed.to_string()), ("200 OK", huge.to_string()),
            ("200 OK", "[]".to_owned()), ("200 OK", String::new()), ("404 Not Found", good.to_string()),
            ("302 Found\r\nLocation: http://127.0.0.1:1/", good.to_string()),
        ];
        for (status, body) in answers {
            issuer.says(status, &body);
            let answer = issuer.accounts(&world).verify_access_token(&token(&world, &first)).await;
            assert!(matches!(answer, Err(Error::Busy { .. })), "{status} {answer:?}");
        }
        issuer.says("200 OK", &good.to_string());
        issuer.accounts(&world).verify_access_token(&token(&world, &first)).await.unwrap();
    }
}

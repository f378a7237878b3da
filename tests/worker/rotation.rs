//! The keys that sign access tokens: the worker turns them over, and publishes them on a listener of its own.

use std::process::Command;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use secrecy::ExposeSecret;
use serde_json::Value as Json;
use wardroom_core::db::{Conn, sql};
use wardroom_core::flow::{Accounts, Settings};
use wardroom_core::model::{Session, SessionId};
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::cast::{House, MIGRATED, Times, days};
use crate::mail::{ring, ring_text};
use crate::process::{page, serve, signal, wait, worker};

const ACTIVE_SINCE: &str =
    "UPDATE {signing_key} SET created_at = $1, activated_at = $1 WHERE state = 'active'";
const NEXT_SINCE: &str = "UPDATE {signing_key} SET created_at = $1 WHERE state = 'next'";
const KEYS: &str = "SELECT id, state FROM {signing_key} ORDER BY state DESC, id";

/// The application, which holds the same key ring as the worker.
fn application(house: &House) -> Accounts {
    Accounts::new(house.directory.clone(), ring(), Settings::default()).unwrap()
}

async fn signed_in(house: &House) -> Session {
    let now = house.directory.database_now().await.unwrap();
    let user = house.user().await;
    let times = Times {
        seen: now,
        ..Times::expired(now.plus(days(7)))
    };
    let id = SessionId(house.session(&user, times).await);
    house.directory.session(&id).await.unwrap().unwrap()
}

/// As if what `text` names had begun so long ago.
async fn let_pass(house: &House, text: &'static str, age: Duration) {
    let now = house.directory.database_now().await.unwrap();
    let then = house.directory.layout().at(now.minus(age));
    assert_eq!(house.tell(sql(text).bind(then)).await, 1);
}

async fn keys(house: &House) -> Vec<(String, String)> {
    house.db.clone().all(sql(KEYS)).await.unwrap()
}

fn states(keys: &[(String, String)]) -> Vec<&str> {
    keys.iter().map(|(_, state)| state.as_str()).collect()
}

fn with_keys(url: &str, args: &[&str]) -> Command {
    let mut command = worker(url, args);
    command.env("WARDROOM_KEYS", ring_text());
    command
}

/// Runs once; the log.
fn once(url: &str) -> String {
    let out = with_keys(url, &["run", "--once"]).output().unwrap();
    let log = String::from_utf8(out.stderr).unwrap();
    assert_eq!(out.status.code(), Some(0), "{log}");
    log
}

every_engine! { MIGRATED;
    async fn a_key_is_published_then_signs_and_the_old_one_still_counts(db: Fresh) {
        let house = House::open(db.url()).await;
        let session = signed_in(&house).await;
        let token = application(&house).access_token(&session).await.unwrap();
        once(db.url());
        assert_eq!(states(&keys(&house).await), ["active"], "it is young");
        let first = keys(&house).await[0].0.clone();

        let_pass(&house, ACTIVE_SINCE, days(89) + Duration::from_mins(1)).await;
        let log = once(db.url());
        let [next, active] = &keys(&house).await[..] else { panic!("{log}") };
        assert_eq!((next.1.as_str(), active.1.as_str(), &active.0), ("next", "active", &first));
        assert!(log.contains(&next.0) && log.contains("published"), "{log}");

        let_pass(&house, ACTIVE_SINCE, days(90) + Duration::from_mins(1)).await;
        let_pass(&house, NEXT_SINCE, days(1)).await;
        let args = ["run", "--listen", "127.0.0.1:0", "--jwks-listen", "127.0.0.1:0"];
        let served = serve(&mut with_keys(db.url(), &args));
        let counted = "wardroom_signing_keys_total{step=\"activated\"} 1";
        let deadline = Instant::now() + Duration::from_secs(40);
        while !page(&served.address, "/metrics").1.contains(counted) {
            assert!(Instant::now() < deadline, "it does not turn the keys over");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(keys(&house).await, [(first.clone(), "retired".to_owned()), (next.0.clone(), "active".to_owned())]);

        let jwks = served.jwks.unwrap();
        let (code, body) = page(&jwks, "/.well-known/jwks.json");
        let document: Json = serde_json::from_str(&body).unwrap();
        let published = document["keys"].as_array().unwrap();
        let kids: Vec<&str> = published.iter().map(|key| key["kid"].as_str().unwrap()).collect();
        assert_eq!((code, kids), (200, vec![first.as_str(), next.0.as_str()]));
        assert!(published.iter().all(|key| key.get("d").is_none()), "{body}");
        assert_eq!(page(&jwks, "/metrics").0, 404, "this listener faces others");
        assert_eq!(page(&served.address, "/.well-known/jwks.json").0, 404);

        let later = application(&house);
        later.verify_access_token(token.text.expose_secret()).await.unwrap();
        let new = later.access_token(&session).await.unwrap();
        later.verify_access_token(new.text.expose_secret()).await.unwrap();
        signal(&served.child, Signal::TERM);
        assert_eq!(wait(served.child), Some(0));
    }
}

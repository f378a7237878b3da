//! A passkey of a software authenticator: registered, signed in with alone and after the password, named, removed.

use std::time::Duration;

use serde_json::json;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;
use wardroom_tests::security_key::SecurityKey;

use crate::site::{MIGRATED, PASSWORD, Site};

every_engine! { MIGRATED;
    async fn a_passkey_signs_in_alone_and_after_the_password(db: Fresh) {
        let site = Site::open(&db).await;
        let mut alice = site.member("alice@mail.example").await;
        let mut key = SecurityKey::new(Some(0));
        key.origin.clone_from(&site.base);
        let begun = alice.post("/api/passkeys", json!({})).ok();
        let answer = key.create(&begun["options"]);
        let finish = json!({ "ceremony": begun["ceremony"], "label": "laptop", "answer": answer });
        let made = alice.post("/api/passkeys/finish", finish.clone());
        assert_eq!(made.status, 201, "{}", made.body);
        assert!(alice.post("/api/passkeys/finish", finish).status >= 400, "a ceremony counts once");

        let mut alone = site.browser();
        let begun = alone.post("/api/sign-in/passkey", json!({})).ok();
        let answer = key.get(&begun["options"]);
        let finish = json!({ "ceremony": begun["ceremony"], "answer": answer });
        alone.post("/api/sign-in/passkey/finish", finish.clone()).ok();
        assert!(alone.is_signed_in());
        assert!(site.browser().post("/api/sign-in/passkey/finish", finish).status >= 400, "a replay");

        let mut after = site.browser();
        let came = after.sign_in("alice@mail.example", PASSWORD).ok();
        assert_eq!((&came["next"], &came["factors"]), (&json!("second_factor"), &json!(["passkey"])));
        let asked = after.post("/api/sign-in/factor/passkey", json!({})).ok();
        let answer = key.get(&asked["options"]);
        after.post("/api/sign-in/factor/passkey/finish", json!({ "answer": answer })).ok();
        assert!(after.is_signed_in());

        let id = made.body["passkey"].as_str().unwrap();
        assert_eq!(alice.put(&format!("/api/passkeys/{id}"), json!({ "label": "desk" })).status, 204);
        site.wait(Duration::from_mins(20));
        assert_eq!(alice.delete(&format!("/api/passkeys/{id}")).status, 403, "it asks for the factor again");
        let begun = alice.post("/api/step-up/passkey", json!({})).ok();
        let answer = key.get(&begun["options"]);
        alice.post("/api/step-up/passkey/finish", json!({ "ceremony": begun["ceremony"], "answer": answer })).ok();
        assert_eq!(alice.delete(&format!("/api/passkeys/{id}")).status, 204);
        assert_eq!(site.browser().sign_in("alice@mail.example", PASSWORD).ok()["next"], json!(null));
    }
}

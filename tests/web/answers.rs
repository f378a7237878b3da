//! What a stranger, another site and a wrong form are told; the profile's six answers; the pages for machines.

use serde_json::json;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::site::{MIGRATED, PASSWORD, Site};

every_engine! { MIGRATED;
    async fn the_profile_answers_as_it_says(db: Fresh) {
        let site = Site::open(&db).await;
        assert_eq!(site.browser().get("/api/profile").status, 401);
        let mut alice = site.member("alice@mail.example").await;
        assert_eq!(alice.get("/api/profile").status, 404);
        assert_eq!(alice.put("/api/profile", json!({ "given_name": "Alice" })).status, 404);
        let form = json!({ "given_name": "Alice", "locale": "de-CH", "time_zone": "Europe/Zurich" });
        assert_eq!(alice.post("/api/profile", form.clone()).status, 201);
        assert_eq!(alice.post("/api/profile", form).status, 409);
        assert_eq!(alice.put("/api/profile", json!({ "time_zone": "Mars/Olympus" })).status, 422);
        assert_eq!(alice.put("/api/profile", json!({ "given_name": "Ada" })).status, 200);
        assert_eq!(alice.get("/api/profile").ok()["given_name"], "Ada");
    }

    async fn cookies_are_bound_to_host_and_tls_and_out_of_scripts_reach(db: Fresh) {
        let site = Site::open(&db).await;
        site.member("alice@mail.example").await;
        let answer = site.browser().sign_in("alice@mail.example", PASSWORD);
        assert_eq!(answer.set.len(), 4, "session, access, refresh, and no challenge: {:?}", answer.set);
        for line in &answer.set {
            for part in ["__Host-", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
                assert!(line.contains(part), "{part} in {line}");
            }
            assert!(!line.contains("Domain"), "{line}");
        }
    }

    async fn another_site_changes_nothing_and_reads_nothing(db: Fresh) {
        let site = Site::open(&db).await;
        let mut alice = site.member("alice@mail.example").await;
        alice.origin = Some("https://evil.example".to_owned());
        let refused = alice.post("/api/sessions/end-others", json!({}));
        assert_eq!((refused.status, refused.body["error"].as_str()), (403, Some("other_site")));
        assert!(!alice.get("/api/sessions").headers.contains_key("access-control-allow-origin"));
        alice.origin = Some("https://partner.example".to_owned());
        let welcome = alice.get("/api/sessions");
        assert_eq!(welcome.headers["access-control-allow-origin"], "https://partner.example");
        assert_eq!(welcome.headers["access-control-allow-credentials"], "true");
    }

    async fn an_address_that_is_taken_looks_like_one_that_is_free(db: Fresh) {
        let site = Site::open(&db).await;
        site.member("alice@mail.example").await;
        let mut answers = Vec::new();
        for email in ["alice@mail.example", "nobody@mail.example"] {
            let mut browser = site.browser();
            let registered = browser.post("/api/register", json!({ "email": email, "password": PASSWORD }));
            let names: Vec<String> = browser.jar.keys().cloned().collect();
            let mut told = vec![(registered.status, registered.body, names)];
            for path in ["/api/reset/request", "/api/link/request", "/api/verify/send"] {
                let answer = browser.post(path, json!({ "email": email }));
                told.push((answer.status, answer.body, Vec::new()));
            }
            let wrong = browser.sign_in(email, "not the password");
            told.push((wrong.status, wrong.body, Vec::new()));
            answers.push(told);
        }
        assert_eq!(answers[0], answers[1]);
    }

    async fn machines_find_health_and_keys(db: Fresh) {
        let site = Site::open(&db).await;
        site.member("alice@mail.example").await;
        let health = site.browser().get("/healthz").ok();
        assert_eq!(health, json!({ "status": "ok", "database": "connected" }));
        let keys = site.browser().get("/.well-known/jwks.json").ok();
        let key = &keys["keys"][0];
        assert_eq!((key["alg"].as_str(), key["use"].as_str()), (Some("EdDSA"), Some("sig")));
        assert!(key.get("d").is_none(), "a private key is published");
    }
}

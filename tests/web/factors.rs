//! Second factors: an administrator must enrol at the first sign-in; what is sensitive asks again.

use std::time::Duration;

use serde_json::json;
use wardroom_core::flow::{By, Visit};
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::site::{MIGRATED, PASSWORD, Site};

every_engine! { MIGRATED;
    async fn an_administrators_first_sign_in_enrols_a_second_factor(db: Fresh) {
        let site = Site::open(&db).await;
        site.member("ada@mail.example").await;
        let ada = site.user("ada@mail.example").await;
        let visit = Visit::default();
        site.accounts.grant_role(By::Application, &ada.id, "PLATFORM_ADMIN", None, &visit).await.unwrap();

        let mut browser = site.browser();
        assert_eq!(browser.sign_in("ada@mail.example", PASSWORD).ok()["next"], "enrolment");
        assert!(!browser.is_signed_in(), "not before it is enrolled");
        let begun = browser.post("/api/sign-in/enrolment", json!({})).ok();
        let secret = begun["secret"].as_str().unwrap().to_owned();
        let wrong = browser.post("/api/sign-in/enrolment/confirm", json!({ "code": "000000" }));
        assert!(wrong.status >= 400 && !browser.is_signed_in());
        site.wait(Duration::from_secs(5));
        let done = browser.post("/api/sign-in/enrolment/confirm", json!({ "code": site.code(&secret) })).ok();
        assert_eq!(done["recovery_codes"].as_array().unwrap().len(), 10);
        assert!(browser.is_signed_in());

        let mut again = site.browser();
        site.wait(Duration::from_secs(30));
        assert_eq!(again.sign_in("ada@mail.example", PASSWORD).ok()["next"], "second_factor");
        let code = site.code(&secret);
        again.post("/api/sign-in/totp", json!({ "code": code })).ok();
        assert!(again.is_signed_in());
        let mut third = site.browser();
        third.sign_in("ada@mail.example", PASSWORD).ok();
        assert_eq!(third.post("/api/sign-in/totp", json!({ "code": code })).status, 401, "a code counts once");
    }

    async fn what_is_sensitive_asks_for_the_second_factor_again(db: Fresh) {
        let site = Site::open(&db).await;
        let mut alice = site.member("alice@mail.example").await;
        let secret = site.enrol(&mut alice);
        site.wait(Duration::from_mins(20));
        let refused = alice.post("/api/recovery-codes", json!({}));
        assert_eq!((refused.status, refused.body["error"].as_str()), (403, Some("step_up")));
        alice.post("/api/step-up/totp", json!({ "code": site.code(&secret) })).ok();
        let codes = alice.post("/api/recovery-codes", json!({})).ok();
        assert_eq!(codes["recovery_codes"].as_array().unwrap().len(), 10);
        assert_eq!(alice.get("/api/recovery-codes").ok()["left"], 10);
    }
}

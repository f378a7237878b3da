//! A lost phone: a recovery code opens the reset; or an operator's one-time code opens an enrolment.

use std::time::Duration;

use serde_json::json;
use wardroom_core::action::codes::{FinishCodes, IssueOneTimeCode};
use wardroom_core::action::perform;
use wardroom_tests::cast::reason;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::operators::operator;
use crate::site::{MIGRATED, PASSWORD, Site};

every_engine! { MIGRATED;
    async fn a_lost_phone_and_password_are_got_over_with_a_recovery_code(db: Fresh) {
        let site = Site::open(&db).await;
        let mut alice = site.member("alice@mail.example").await;
        site.enrol(&mut alice);
        let codes = alice.post("/api/recovery-codes", json!({})).ok();
        let code = codes["recovery_codes"][3].as_str().unwrap().to_owned();

        let mut elsewhere = site.browser();
        site.mail().await;
        elsewhere.post("/api/reset/request", json!({ "email": "alice@mail.example" })).ok();
        let letter = site.letter("alice@mail.example").await;
        let token = letter.token();
        let new = "another night, another bridge";
        let reset = json!({ "token": token, "password": new, "recovery_code": code });
        elsewhere.post("/api/reset", reset.clone()).ok();
        assert!(!alice.is_signed_in(), "sessions from before are over");
        assert!(elsewhere.post("/api/reset", reset).status >= 400, "a link works once");
        let mut fresh = site.browser();
        assert_eq!(fresh.sign_in("alice@mail.example", PASSWORD).status, 401);
        site.wait(Duration::from_secs(5));
        assert_eq!(fresh.sign_in("alice@mail.example", new).ok()["next"], json!(null), "the factor is gone");
        let told = site.mail().await;
        assert!(told.iter().any(|mail| mail.subject.contains("second factors")), "{told:?}");
    }

    async fn a_recovery_code_signs_in_once(db: Fresh) {
        let site = Site::open(&db).await;
        let mut alice = site.member("alice@mail.example").await;
        site.enrol(&mut alice);
        let codes = alice.post("/api/recovery-codes", json!({})).ok();
        let code = codes["recovery_codes"][0].as_str().unwrap().to_owned();
        for (answer, left) in [(200, true), (401, false)] {
            let mut browser = site.browser();
            assert_eq!(browser.sign_in("alice@mail.example", PASSWORD).ok()["next"], "second_factor");
            let came = browser.post("/api/sign-in/recovery-code", json!({ "code": code }));
            assert_eq!((came.status, browser.is_signed_in()), (answer, left));
            site.wait(Duration::from_mins(10));
        }
    }

    async fn an_operators_code_opens_an_enrolment_and_nothing_else(db: Fresh) {
        let site = Site::open(&db).await;
        let mut alice = site.member("alice@mail.example").await;
        let lost = site.enrol(&mut alice);
        let (directory, (ana, _)) = (&site.directory, operator(&site).await);
        let user = site.user("alice@mail.example").await;
        let issue = IssueOneTimeCode { user: user.id.clone() };
        let issued = perform(directory, &ana, &reason(), &issue).await.unwrap().outcome;
        let finish = FinishCodes { user: user.id, set: issued.set };
        perform(directory, &ana, &reason(), &finish).await.unwrap();
        let code = secrecy::ExposeSecret::expose_secret(&issued.codes[0].grouped()).to_owned();

        let mut browser = site.browser();
        assert_eq!(browser.sign_in("alice@mail.example", PASSWORD).ok()["next"], "second_factor");
        let came = browser.post("/api/sign-in/enrolment-code", json!({ "code": code })).ok();
        assert_eq!(came["next"], "enrolment");
        assert!(!browser.is_signed_in());
        let begun = browser.post("/api/sign-in/enrolment", json!({})).ok();
        let secret = begun["secret"].as_str().unwrap().to_owned();
        assert_ne!(secret, lost);
        browser.post("/api/sign-in/enrolment/confirm", json!({ "code": site.code(&secret) })).ok();
        assert!(browser.is_signed_in());
        let mut again = site.browser();
        again.sign_in("alice@mail.example", PASSWORD).ok();
        let used = again.post("/api/sign-in/enrolment-code", json!({ "code": code }));
        assert_eq!(used.status, 401, "it counts once");
    }
}

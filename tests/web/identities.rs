//! Accounts of another service: a real ID token, signed; linked when both sides are verified; never the last way in.

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use rcgen::{KeyPair, PKCS_ED25519};
use serde_json::{Value, json};
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::app::Provider;
use crate::site::{MIGRATED, PASSWORD, Site};

/// A service that says who somebody is.
pub(crate) struct Service(KeyPair);

const ISSUER: &str = "https://id.example";

impl Service {
    pub(crate) fn new() -> Self {
        Self(KeyPair::generate_for(&PKCS_ED25519).unwrap())
    }

    /// It as the application knows it.
    pub(crate) fn provider(&self) -> Provider {
        let x = data_encoding::BASE64URL_NOPAD.encode(self.0.public_key_raw());
        let key = json!({ "kty": "OKP", "crv": "Ed25519", "kid": "1", "alg": "EdDSA", "use": "sig", "x": x });
        Provider {
            name: "example-id".to_owned(),
            issuer: ISSUER.to_owned(),
            client: "bridge".to_owned(),
            keys: serde_json::from_value(json!({ "keys": [key] })).unwrap(),
        }
    }

    /// What a browser brings back from it.
    fn says(&self, subject: &str, email: &str, is_verified: bool) -> Value {
        let header = Header {
            kid: Some("1".to_owned()),
            ..Header::new(Algorithm::EdDSA)
        };
        let claims = json!({ "iss": ISSUER, "aud": "bridge", "sub": subject, "email": email,
            "email_verified": is_verified, "exp": 4_000_000_000_u64 });
        let key = EncodingKey::from_ed_der(self.0.serialized_der());
        json!({ "provider": "example-id", "id_token": encode(&header, &claims, &key).unwrap() })
    }
}

every_engine! { MIGRATED;
    async fn an_identity_is_linked_and_unlinked_but_never_as_the_last_way_in(db: Fresh) {
        let service = Service::new();
        let site = Site::with(&db, vec![service.provider()]).await;
        let mut alice = site.member("alice@mail.example").await;
        let secret = site.enrol(&mut alice);
        alice.post("/api/step-up/totp", json!({ "code": site.code(&secret) })).ok();
        let linked = alice.post("/api/identities", service.says("42", "other@mail.example", false));
        assert_eq!(linked.status, 201, "{}", linked.body);
        let id = linked.body["id"].as_str().unwrap().to_owned();
        let mut elsewhere = site.browser();
        let came = elsewhere.post("/api/sign-in/identity", service.says("42", "other@mail.example", false)).ok();
        assert_eq!(came["next"], "second_factor", "an identity is one factor");
        assert_eq!(alice.delete(&format!("/api/identities/{id}")).status, 204, "the password stays");
        assert!(elsewhere.post("/api/sign-in/identity", service.says("42", "alice@mail.example", false)).status >= 400);

        // Whoever came by an identity alone keeps it.
        let mut ida = site.browser();
        ida.post("/api/sign-in/identity", service.says("43", "ida@mail.example", true)).ok();
        assert!(ida.is_signed_in());
        let only = ida.get("/api/identities").ok()["identities"][0]["id"].as_str().unwrap().to_owned();
        assert!(ida.delete(&format!("/api/identities/{only}")).status >= 400);
        assert!(ida.is_signed_in());
    }

    async fn it_links_by_itself_only_when_both_sides_are_verified(db: Fresh) {
        let service = Service::new();
        let site = Site::with(&db, vec![service.provider()]).await;
        site.member("alice@mail.example").await;
        let mut browser = site.browser();
        let unproved = service.says("44", "alice@mail.example", false);
        assert!(browser.post("/api/sign-in/identity", unproved).status >= 400);
        let mut forged = service.says("44", "alice@mail.example", true);
        forged["id_token"] = Service::new().says("44", "alice@mail.example", true)["id_token"].clone();
        assert_eq!(browser.post("/api/sign-in/identity", forged).status, 401, "another key");
        browser.post("/api/sign-in/identity", service.says("44", "alice@mail.example", true)).ok();
        assert!(browser.is_signed_in());
        assert_eq!(site.browser().sign_in("alice@mail.example", PASSWORD).status, 200, "the password stays");
    }
}

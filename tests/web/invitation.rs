//! A partner is invited: by somebody who may, to one address, once, as an existing or a new user.

use serde_json::json;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::site::{MIGRATED, PASSWORD, Site};

every_engine! { MIGRATED;
    async fn a_partner_joins_by_invitation(db: Fresh) {
        let site = Site::open(&db).await;
        let mut olga = site.member("olga@mail.example").await;
        olga.post("/api/tenants", json!({ "slug": "acme", "name": "Acme" })).ok();
        site.enrol(&mut olga);
        let invite = json!({ "email": "paul@mail.example", "role": "STAFF" });
        assert_eq!(olga.post("/api/tenants/acme/invitations", invite).status, 202);
        let pending = olga.get("/api/tenants/acme/invitations").ok();
        assert_eq!(pending["invitations"].as_array().unwrap().len(), 1);

        let letter = site.letter("paul@mail.example").await;
        assert!(letter.subject.contains("Acme"));
        assert!(letter.secret().starts_with(&site.base), "never a Host header's");
        let mut paul = site.browser();
        let join = json!({ "token": letter.token(), "password": PASSWORD, "name": "Paul" });
        paul.post("/api/invitations/join", join.clone()).ok();
        assert!(paul.is_signed_in());
        assert_eq!(paul.get("/api/tenants").ok()["memberships"][0]["role"], "STAFF");
        assert!(site.user("paul@mail.example").await.email_verified_at.is_some(), "the link proved it");
        assert!(paul.post("/api/invitations/join", join).status >= 400, "once");
        let beyond = json!({ "email": "eve@mail.example", "role": "OWNER" });
        assert_eq!(paul.post("/api/tenants/acme/invitations", beyond).status, 403);
    }

    async fn a_member_of_the_site_accepts_and_a_revoked_invitation_is_void(db: Fresh) {
        let site = Site::open(&db).await;
        let mut olga = site.member("olga@mail.example").await;
        olga.post("/api/tenants", json!({ "slug": "acme", "name": "Acme" })).ok();
        site.enrol(&mut olga);
        let mut paul = site.member("paul@mail.example").await;
        let mut eve = site.member("eve@mail.example").await;
        let invite = json!({ "email": "paul@mail.example", "role": "STAFF" });
        olga.post("/api/tenants/acme/invitations", invite.clone()).ok();
        let token = site.letter("paul@mail.example").await.token().to_owned();
        let stolen = eve.post("/api/invitations/accept", json!({ "token": token }));
        assert!(stolen.status >= 400, "it is for one address");
        paul.post("/api/invitations/accept", json!({ "token": token })).ok();
        assert_eq!(paul.get("/api/tenants").ok()["memberships"][0]["role"], "STAFF");

        olga.post("/api/tenants/acme/invitations", json!({ "email": "eve@mail.example", "role": "STAFF" })).ok();
        let token = site.letter("eve@mail.example").await.token().to_owned();
        let pending = olga.get("/api/tenants/acme/invitations").ok();
        let id = pending["invitations"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(olga.delete(&format!("/api/invitations/{id}")).status, 204);
        assert!(eve.post("/api/invitations/accept", json!({ "token": token })).status >= 400);
    }
}

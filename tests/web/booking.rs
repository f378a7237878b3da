//! A customer who books first has an account by address only, and takes it over by proving the address.

use serde_json::json;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::site::{MIGRATED, PASSWORD, Site};

every_engine! { MIGRATED;
    async fn a_booked_account_is_claimed_by_its_address(db: Fresh) {
        let site = Site::open(&db).await;
        let booking = json!({ "email": "carl@mail.example", "name": "Carl" });
        assert_eq!(site.browser().post("/api/bookings", booking).status, 202);
        let booked = site.user("carl@mail.example").await;
        assert!(booked.email_verified_at.is_none() && !booked.has_password);

        // Somebody else sets a password for it before its owner comes.
        let mut mallory = site.browser();
        mallory.post("/api/register", json!({ "email": "carl@mail.example", "password": "mallory was here before" }));
        assert_eq!(mallory.sign_in("carl@mail.example", "mallory was here before").status, 401);

        let mut carl = site.browser();
        site.wait(std::time::Duration::from_mins(2));
        site.mail().await;
        carl.post("/api/register", json!({ "email": "carl@mail.example", "password": PASSWORD }));
        let code = site.letter("carl@mail.example").await.secret().to_owned();
        carl.post("/api/verify", json!({ "email": "carl@mail.example", "code": code })).ok();
        let claimed = site.user("carl@mail.example").await;
        assert_eq!(claimed.id, booked.id, "bookings made before belong to it");
        assert!(claimed.email_verified_at.is_some());
        assert_eq!(mallory.sign_in("carl@mail.example", "mallory was here before").status, 401);
    }
}

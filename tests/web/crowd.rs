//! Ten people at once: each has one session, and nobody another's.

use serde_json::json;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::site::{MIGRATED, PASSWORD, Site};
use wardroom_tests::browser::Browser;

every_engine! { MIGRATED;
    async fn ten_users_at_once_do_not_meet(db: Fresh) {
        let site = Site::open(&db).await;
        let address = |n: usize| format!("user{n}@mail.example");
        for n in 0..10 {
            site.member(&address(n)).await;
        }
        let base = site.base.clone();
        let round = move |n: usize| {
            let mut browser = Browser::at(&base);
            browser.sign_in(&address(n), PASSWORD).ok();
            let name = format!("Number {n}");
            browser.post("/api/profile", json!({ "given_name": name })).ok();
            for _ in 0..3 {
                browser.post("/api/refresh", json!({})).ok();
                assert_eq!(browser.get("/api/profile").ok()["given_name"], json!(name));
            }
            browser.post("/api/sign-out", json!({})).ok();
            assert!(!browser.is_signed_in());
        };
        let tasks: Vec<_> = (0..10)
            .map(|n| {
                let round = round.clone();
                tokio::task::spawn(async move { round(n) })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    }
}

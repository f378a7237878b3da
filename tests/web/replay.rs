//! A stolen refresh token: used twice, it ends the session, and an operator sees who, when and from where.

use wardroom_core::model::{EventKind, Moment, TimelineCursor};
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::site::{MIGRATED, Site};

every_engine! { MIGRATED;
    async fn a_replayed_refresh_ends_the_session_and_stays_visible(db: Fresh) {
        let site = Site::open(&db).await;
        let mut alice = site.member("alice@mail.example").await;
        let mut thief = site.browser();
        thief.jar = alice.jar.clone();
        alice.post("/api/refresh", serde_json::json!({})).ok();
        assert!(alice.is_signed_in());
        assert_eq!(thief.post("/api/refresh", serde_json::json!({})).status, 401);
        assert!(!alice.is_signed_in(), "neither of the two goes on");
        assert_eq!(alice.post("/api/refresh", serde_json::json!({})).status, 401);

        let user = site.user("alice@mail.example").await;
        let page = site.directory.timeline(&user.id, &TimelineCursor::default(), 50).await.unwrap();
        let replayed = page.rows.iter().find_map(|moment| match moment {
            Moment::Event(event) if event.kind == EventKind::RefreshReplayed.word() => Some(event),
            _ => None,
        });
        let replayed = replayed.unwrap();
        assert!(replayed.session_id.is_some() && replayed.user_agent.as_deref() == Some("Firefox on Linux"));
        let sessions = site.directory.sessions_of(&user.id, None, 10).await.unwrap().rows;
        assert!(sessions.iter().any(|s| s.revoked_why.as_deref() == Some("replay")), "{sessions:?}");
        let told = site.mail().await;
        assert!(told.iter().any(|mail| mail.subject.contains("was ended")), "{told:?}");
    }
}

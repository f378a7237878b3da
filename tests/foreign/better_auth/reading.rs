//! What lets a user in, read out of the application's rows: never a key, a token or a code.

use wardroom_core::model::{AccessCursor, AccessRow};

use super::{ALICE, BOB, World, every_spelling};

every_spelling! {
    async fn keys_identities_invitations_and_members_are_read(world: World) {
        let wardroom = world.attach(&[]).await;
        let user = wardroom.id_of(ALICE).await;
        let page = wardroom.directory.access_of(&user, &AccessCursor::default(), 50).await.unwrap();
        let kinds: Vec<_> = page.rows.iter().map(|row| (row.kind(), row.id().to_string())).collect();
        let kinds: Vec<_> = kinds.iter().map(|(kind, id)| (*kind, id.as_str())).collect();
        assert_eq!(kinds, [
            ("role", "alice"), ("identity", "a2"), ("api_key", "k1"), ("api_key", "k2"), ("invitation", "i1"), ("membership", "m1"),
        ]);
        let keys: Vec<_> = page.rows.iter().filter_map(|row| match row {
            AccessRow::ApiKey(key) => Some((key.label.as_deref(), key.enabled)),
            _ => None,
        }).collect();
        assert_eq!(keys, [(Some("robot"), true), (Some("old"), false)]);
        let text = serde_json::to_string(&page.rows).unwrap();
        assert!(!text.contains("hash1") && !text.contains("salt") && !text.contains("\"t1\""), "{text}");
        let one = wardroom.directory.access_of(&user, &AccessCursor::default(), 1).await.unwrap();
        assert_eq!((one.rows.len(), one.next.is_some()), (1, true));
    }

    async fn nothing_is_said_that_the_application_does_not_keep(world: World) {
        let wardroom = world.attach(&[]).await;
        let user = wardroom.id_of(ALICE).await;
        let sessions = wardroom.directory.sessions_of(&user, None, 9).await.unwrap().rows;
        assert!(!sessions.is_empty());
        for session in sessions {
            let session = serde_json::to_value(session).unwrap();
            assert!(session["aal"].is_null(), "nobody knows how somebody signed in: {session}");
        }
        // What would help is what can be done here.
        let bob = wardroom.id_of(BOB).await;
        for who in [&user, &bob] {
            let findings = wardroom.directory.diagnosis(who).await.unwrap();
            let verbs: Vec<_> = findings.iter().filter_map(|finding| finding.next).collect();
            assert!(verbs.iter().all(|verb| wardroom.directory.layout().refusal(verb).is_none()), "{verbs:?}");
        }
    }
}

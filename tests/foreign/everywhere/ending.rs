//! A session that is ended is over, and no other.

use wardroom_core::Error;
use wardroom_core::action::{EndSession, EndSessions};

use super::{World, everywhere};

everywhere! {
    async fn one_session_ends(world: World) {
        let directory = &world.wardroom.directory;
        let (alice, bob) = (world.alice().await, world.bob().await);
        assert_eq!(directory.live_sessions_of(&alice).await.unwrap(), 2);
        let sessions = directory.sessions_of(&alice, None, 9).await.unwrap().rows;
        let (one, other) = (&sessions[0], &sessions[1]);
        assert!(one.is_live(directory.now()) && other.is_live(directory.now()));
        // As a command is given it.
        let named = directory.layout().parse_session_id(&one.id.to_string()).unwrap();
        let done = world.wardroom.bo(EndSession { session: named.clone() }).await;
        // Auth.js looks the row up at every request: access is over with it. Everywhere else it goes on for a while.
        let is_over = matches!(world.kind, Kind::AuthJs(_));
        assert_eq!(done.remains.is_empty(), is_over, "until when does access go on? {:?}", done.remains);
        assert_eq!(directory.live_sessions_of(&alice).await.unwrap(), 1);
        assert_eq!(directory.live_sessions_of(&bob).await.unwrap(), 1);
        assert!(directory.session(&other.id).await.unwrap().unwrap().is_live(directory.now()));
        let again = world.wardroom.refused(EndSession { session: named }).await;
        assert!(matches!(again, Error::NotFound { .. } | Error::Conflict { .. }), "{again}");
    }

    async fn all_sessions_of_one_user_end(world: World) {
        let directory = &world.wardroom.directory;
        let (alice, bob) = (world.alice().await, world.bob().await);
        let done = world.wardroom.bo(EndSessions { user: alice.clone() }).await;
        assert_eq!(done.outcome.sessions, 2);
        assert_eq!(directory.live_sessions_of(&alice).await.unwrap(), 0);
        assert_eq!(directory.live_sessions_of(&bob).await.unwrap(), 1);
        let entry = directory.audit(&wardroom_core::store::AuditFilter::default(), None, 1).await.unwrap().rows.remove(0);
        assert_eq!((entry.verb.as_str(), entry.target_id), ("sessions revoke --all", Some(alice.to_string())));
    }
}

//! A directory that `wardroom init --layout authjs` made, used by the real adapter in any zone.

use std::time::Duration;

use wardroom_core::db::migrate::{Place, verify};
use wardroom_tests::apps::AuthJsSettings;
use wardroom_tests::database::Engine;

use super::{ALICE, Tables, play};

fn tokyo() -> AuthJsSettings {
    AuthJsSettings {
        time_zone: Some("Asia/Tokyo"),
        ..AuthJsSettings::default()
    }
}

fn is_used_and_read_alike(engine: Engine) {
    play(engine, Tables::Made, tokyo(), |world| async move {
        let wardroom = world.attach().await;
        let alice = wardroom.user(ALICE).await;
        let now = wardroom.now();
        let near = Duration::from_mins(5);
        assert!(now.since(alice.created_at) < near && alice.created_at <= now);
        let verified = alice.email_verified_at.unwrap();
        assert!(
            now.since(verified) < near && verified <= now,
            "{verified} at {now}"
        );
        let sessions = wardroom
            .directory
            .sessions_of(&alice.id, None, 5)
            .await
            .unwrap()
            .rows;
        let left = sessions[0].expires_at.since(now);
        let month = Duration::from_hours(30 * 24);
        assert!(
            left <= month && left > month.saturating_sub(near),
            "{left:?}"
        );
        world.app.link_account(ALICE, "github", "7");
        assert_eq!(
            world.app.user_by_account("github", "7").as_deref(),
            Some(ALICE)
        );
        let target = world.db.url().parse().unwrap();
        let verified = verify(&Place::own(&target)).await.unwrap();
        assert_eq!(verified.sets, ["authjs", "bookkeeping"]);
        assert_eq!(verified.differences, []);
        world.app.delete_user(ALICE);
        assert_eq!(world.texts("SELECT provider FROM {Account}").await, [""; 0]);
    });
}

#[test]
fn on_postgres_in_another_zone_it_is_used_and_read_alike() {
    is_used_and_read_alike(Engine::Postgres);
}

#[test]
fn on_sqlite_in_another_zone_it_is_used_and_read_alike() {
    is_used_and_read_alike(Engine::Sqlite);
}

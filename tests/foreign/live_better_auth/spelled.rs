//! Applications that spell their tables in ways of their own: other names, other ids, other clocks.

use std::time::Duration;

use serde_json::json;
use wardroom_core::action::EndSession;
use wardroom_core::model::Id;
use wardroom_tests::apps::{BetterAuth, BetterAuthSettings, Spelling};
use wardroom_tests::cast::Attached;
use wardroom_tests::database::{EMPTY, Engine, run};

use super::{ALICE, BOB, World, every_app, profile};

fn renamed() -> BetterAuthSettings {
    BetterAuthSettings {
        generate_id: Some("serial"),
        tables: json!({
            "user": { "modelName": "app_users", "fields": { "emailVerified": "is_email_verified" } },
            "session": { "modelName": "app_sessions", "fields": { "token": "tok", "expiresAt": "until" } },
        }),
        ..BetterAuthSettings::default()
    }
}

const RENAMED: &[(&str, &str)] = &[
    ("tables.user.table", "app_users"),
    ("tables.user.columns.emailVerified", "is_email_verified"),
    ("tables.session.table", "app_sessions"),
    ("tables.session.columns.token", "tok"),
    ("tables.session.columns.expiresAt", "until"),
];

/// Ends alice's only session.
async fn ends(wardroom: &Attached) -> Id {
    let alice = wardroom.id_of(ALICE).await;
    let sessions = wardroom
        .directory
        .sessions_of(&alice, None, 5)
        .await
        .unwrap()
        .rows;
    assert_eq!(sessions.len(), 1);
    wardroom
        .bo(EndSession {
            session: sessions[0].id.clone(),
        })
        .await;
    alice.0
}

every_app! { renamed();
    async fn names_and_integers_of_its_own(world: World) {
        let wardroom = world.attach_with(RENAMED).await;
        assert!(matches!(ends(&wardroom).await, Id::Integer(_)));
        assert_eq!(world.app.session("alice"), None);
        assert_eq!(world.app.session("bob").as_deref(), Some(BOB));
    }
}

every_app! { BetterAuthSettings { generate_id: Some("uuid"), ..BetterAuthSettings::default() };
    async fn uuids(world: World) {
        let wardroom = world.attach().await;
        let id = ends(&wardroom).await;
        assert_eq!(matches!(id, Id::Uuid(_)), world.db.engine() == Engine::Postgres);
        assert_eq!(world.app.session("alice"), None);
        assert_eq!(world.app.session("bob").as_deref(), Some(BOB));
    }
}

/// A database made by version 1.2 keeps columns without a zone, in which the driver writes its process's wall clock.
#[test]
fn the_wall_clock_of_new_york() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        let new_york = BetterAuthSettings {
            time_zone: Some("America/New_York"),
            ..BetterAuthSettings::default()
        };
        let Some(first) = BetterAuth::start(Spelling::BuiltIn, &db, &new_york) else {
            return;
        };
        drop(first);
        let columns = db.texts(ZONED).await;
        for column in columns {
            db.run(&format!("ALTER TABLE {column} TYPE timestamp"))
                .await
                .unwrap();
        }
        let again = BetterAuthSettings {
            tables_exist: true,
            ..new_york
        };
        let Some(app) = BetterAuth::start(Spelling::BuiltIn, &db, &again) else {
            return;
        };
        app.sign_up("alice", ALICE);
        let wardroom = Attached::to(&db, &profile(&[("time_zone", "America/New_York")])).await;
        let alice = wardroom.user(ALICE).await;
        let session = &wardroom
            .directory
            .sessions_of(&alice.id, None, 5)
            .await
            .unwrap()
            .rows[0];
        let week = Duration::from_hours(7 * 24);
        for (what, is, says) in [
            ("the user's beginning", alice.created_at, wardroom.now()),
            (
                "the session's end",
                session.expires_at,
                wardroom.now().plus(week),
            ),
        ] {
            let off = (is.us() - says.us()).abs();
            assert!(off < 600_000_000, "{what} is read {off} µs off");
        }
        assert_eq!(app.session("alice").as_deref(), Some(ALICE));
    });
}

const ZONED: &str =
    "SELECT format('%I ALTER COLUMN %I', table_name, column_name) FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'timestamp with time zone'";

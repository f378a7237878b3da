//! The worker removes what is dead, and the application misses nothing.

use wardroom_core::model::{Outcome, Trigger};
use wardroom_core::sweep::{self, Order, Stop};
use wardroom_tests::cast::Attached;

use super::{ALICE, BOB, World, every_app};

/// Runs one sweep with its default policy; how many rows it removed.
async fn swept(wardroom: &Attached, name: &str) -> i64 {
    let order = Order {
        worker: "w".to_owned(),
        trigger: Trigger::Once,
        as_of: None,
    };
    let sweep = sweep::find(&wardroom.directory, name).unwrap();
    let report = sweep::run(&wardroom.directory, sweep, &order, &Stop::default())
        .await
        .unwrap();
    assert_eq!(report.outcome, Outcome::Done, "{report:?}");
    report.rows
}

every_app! {
    async fn of_sessions_only_the_abandoned_go(world: World) {
        let app = &world.app;
        for jar in ["phone", "laptop"] {
            app.sign_in(jar, ALICE).unwrap();
        }
        let ids = "SELECT CAST(id AS TEXT) FROM session ORDER BY id";
        let all = world.db.texts(ids).await;
        // Long dead, dead since yesterday, and two that live: bob's as the library wrote it, alice's for half an hour more.
        world.expire("session", -8.0, &format!("id = '{}'", all[0])).await;
        world.expire("session", -1.0, &format!("id = '{}'", all[1])).await;
        world.expire("session", 0.02, &format!("id = '{}'", all[2])).await;
        let wardroom = world.attach().await;
        assert_eq!(swept(&wardroom, "sessions").await, 1);
        assert_eq!(world.db.texts(ids).await, all[1..]);
        assert_eq!(swept(&wardroom, "sessions").await, 0);
        let jars = ["alice", "phone", "laptop", "bob"];
        assert_eq!(jars.iter().filter(|jar| app.session(jar).is_some()).count(), 2);
        app.sign_in("alice", ALICE).unwrap();
        assert_eq!(app.session("alice").as_deref(), Some(ALICE));
    }

    async fn a_reset_on_its_way_an_open_invitation_and_a_living_key_stay(world: World) {
        let app = &world.app;
        let (dead, gone) = app.create_api_key("alice");
        let (_, key) = app.create_api_key("alice");
        let crew = app.create_organization("bob", "crew");
        let invitation = app.invite(&crew, ALICE, "member").unwrap();
        let unanswered = app.invite(&crew, "carol@mail.example", "member").unwrap();
        app.request_password_reset(BOB);
        world.expire("verification", -8.0, "TRUE").await;
        let token = app.request_password_reset(ALICE);
        world.expire("apikey", -100.0, &format!("id = '{dead}'")).await;
        world.expire("invitation", -100.0, &format!("id = '{unanswered}'")).await;
        let stale = world.db.texts("SELECT CAST(id AS TEXT) FROM verification").await.len();
        let wardroom = world.attach().await;
        // The library removes what expired when it looks one up, so the dead one may be gone before.
        assert_eq!(swept(&wardroom, "verifications").await, i64::try_from(stale).unwrap() - 1);
        assert_eq!(swept(&wardroom, "api-keys").await, 1);
        assert_eq!(swept(&wardroom, "invitations").await, 1);
        assert_eq!(swept(&wardroom, "signing-keys").await, 0);
        assert_eq!(app.verify_api_key(&key), Ok(()));
        assert_eq!(app.verify_api_key(&gone), Err("INVALID_API_KEY".to_owned()));
        world.db.run(&format!("UPDATE \"user\" SET {} = TRUE", world.column("emailVerified"))).await.unwrap();
        app.accept_invitation("alice", &invitation).unwrap();
        app.reset_password(&token, "another quiet night").unwrap();
        app.sign_in_with("alice", ALICE, "another quiet night").unwrap();
    }
}

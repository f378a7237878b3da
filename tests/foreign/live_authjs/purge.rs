//! A purge removes only what is dead: whoever is signed in stays so, and a link on its way still opens.

use wardroom_core::model::{Outcome, Trigger};
use wardroom_core::sweep::{self, Order, Stop};
use wardroom_tests::cast::Attached;

use super::{ALICE, BOB, World, every_app};

/// Runs a sweep as the worker does; how many rows went.
async fn swept(wardroom: &Attached, name: &str) -> i64 {
    let sweep = sweep::find(&wardroom.directory, name).unwrap();
    let order = Order {
        worker: "w".to_owned(),
        trigger: Trigger::Once,
        as_of: None,
    };
    let report = sweep::run(&wardroom.directory, sweep, &order, &Stop::default())
        .await
        .unwrap();
    assert_eq!(report.outcome, Outcome::Done, "{report:?}");
    report.rows
}

every_app! {
    async fn only_what_is_dead_for_a_week_goes(world: World) {
        let app = &world.app;
        app.request_link("never", BOB);
        app.begin_session("old", ALICE);
        for table in ["Session", "VerificationToken"] {
            world.expire(table, 30).await;
        }
        app.begin_session("lately", ALICE);
        world.expire("Session", 1).await;
        let link = app.request_link("fresh", BOB);
        app.begin_session("alice", ALICE);
        let wardroom = world.attach().await;
        assert_eq!(swept(&wardroom, "sessions").await, 3);
        assert_eq!(swept(&wardroom, "mail-links").await, 1);
        assert_eq!(world.texts("SELECT {sessionToken} FROM {Session}").await.len(), 2);
        assert_eq!(app.session("alice").as_deref(), Some(ALICE));
        app.open_link("fresh", &link).unwrap();
        assert_eq!(app.session("fresh").as_deref(), Some(BOB));
    }
}

//! What the worker removes had stopped counting; what counts stays.

use wardroom_core::model::{Outcome, Trigger};
use wardroom_core::sweep::{self, Order, Stop};

use super::{World, everywhere};

everywhere! {
    async fn every_sweep_leaves_what_lives(world: World) {
        let directory = &world.wardroom.directory;
        let (alice, bob) = (world.alice().await, world.bob().await);
        let mut removed = 0;
        let sweeps = sweep::of(directory);
        assert!(!sweeps.is_empty());
        for sweep in sweeps {
            let plan = sweep::plan(directory, sweep, None).await.unwrap();
            let order = Order { worker: "w".to_owned(), trigger: Trigger::Once, as_of: None };
            let report = sweep::run(directory, sweep, &order, &Stop::default()).await.unwrap();
            assert_eq!(report.outcome, Outcome::Done, "{report:?}");
            assert_eq!(report.rows, plan.rows(), "{} removed other than it planned", sweep.name);
            removed += report.rows;
        }
        assert_eq!(directory.live_sessions_of(&alice).await.unwrap(), 2);
        assert_eq!(directory.live_sessions_of(&bob).await.unwrap(), 1);
        // Supabase removes ended sessions itself; Wardroom leaves them to it.
        let expired = i64::from(world.kind != Kind::Supabase);
        assert_eq!(removed, expired);
    }
}

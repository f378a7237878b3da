//! The hunt itself.

use wardroom_tests::cast::World;
use wardroom_tests::driving::{Driver, everything};
use wardroom_tests::every_store;

use crate::search::everywhere;
use crate::{listening, verbs};

every_store! {
    async fn what_is_handed_over_once_is_nowhere_else(world: World) {
        listening::begin();
        let mut driver = Driver::open(&world, world.troupe.bo.caller.clone(), "");
        everything(&mut driver).await;
        verbs::check(driver.driven());
        everywhere(&mut driver, &world).await;
        assert!(driver.trail.secrets() > 120, "{} secrets", driver.trail.secrets());
        assert_eq!(driver.trail.leaks(), Vec::<String>::new());
    }
}

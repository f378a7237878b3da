//! Retention: sealed segments leave whole, their seals stay, and only retention's own entry excuses them.

use std::time::Duration;

use wardroom_core::{
    job::{retire_audit, seal_audit},
    model::{FaultKind as Kind, Head},
    store::{Known, Retired},
};
use wardroom_tests::{database::Fresh, every_engine};

use super::cast::{LOG, Ship, found, key};

const YEAR: Duration = Duration::from_hours(365 * 24);

every_engine! { LOG;
    async fn old_segments_leave_and_the_chain_stands(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        assert_eq!(retire_audit(&ship.directory, ship.directory.now(), YEAR).await.unwrap(), None);
        ship.clock.advance(YEAR + Duration::from_hours(1));
        let retired = retire_audit(&ship.directory, ship.directory.now(), YEAR).await.unwrap();
        assert_eq!(retired, Some(Retired { first: 1, last: 150, segments: 2 }));
        let verification = ship.verify().await;
        assert_eq!(found(&verification), []);
        assert_eq!((verification.entries, verification.retired, verification.seals), (51, 150, 2));
        assert_eq!(ship.count("SELECT count(*) FROM {w}audit_personal WHERE seq <= 150").await, 0);
        assert_eq!(retire_audit(&ship.directory, ship.directory.now(), YEAR).await.unwrap(), None);
    }

    async fn the_youngest_entry_keeps_its_segment(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let youngest = ship.entries().await[79].at;
        ship.clock.advance(youngest.since(ship.directory.now()) + YEAR);
        assert_eq!(retire_audit(&ship.directory, ship.directory.now(), YEAR).await.unwrap(), None);
        ship.clock.advance(Duration::from_micros(1));
        let retired = retire_audit(&ship.directory, ship.directory.now(), YEAR).await.unwrap();
        assert_eq!(retired, Some(Retired { first: 1, last: 80, segments: 1 }));
    }

    async fn everything_sealed_may_leave(db: Fresh) {
        let ship = Ship::of(&db).await;
        seal_audit(&ship.directory, &key(), ship.directory.now(), Duration::ZERO).await.unwrap();
        ship.clock.advance(YEAR * 2);
        let retired = retire_audit(&ship.directory, ship.directory.now(), YEAR).await.unwrap();
        assert_eq!(retired.map(|r| r.last), Some(200));
        ship.miss().await.unwrap_err();
        let verification = ship.verify().await;
        assert_eq!((found(&verification), verification.entries), (vec![], 2));
        seal_audit(&ship.directory, &key(), ship.directory.now(), Duration::ZERO).await.unwrap();
        ship.clock.advance(YEAR * 2);
        assert_eq!(retire_audit(&ship.directory, ship.directory.now(), YEAR).await.unwrap().map(|r| r.last), Some(202));
        assert_eq!(found(&ship.verify().await), []);
    }

    async fn the_door_used_by_hand_is_no_retention(db: Fresh) {
        let ship = Ship::of(&db).await;
        ship.owner.script("BEGIN; INSERT INTO {w}audit_door (id) VALUES (1);
            DELETE FROM {w}audit WHERE seq <= 80; DELETE FROM {w}audit_door; COMMIT;").await.unwrap();
        assert_eq!(found(&ship.verify().await), [(Kind::Removed, 1, 80)]);
        // And retention does not come afterwards to excuse it.
        ship.clock.advance(YEAR * 2);
        let refused = retire_audit(&ship.directory, ship.directory.now(), YEAR).await.unwrap_err().to_string();
        assert!(refused.contains("entries 1 to 80 are not all there"), "{refused}");
        assert_eq!(found(&ship.verify().await), [(Kind::Removed, 1, 80)]);
    }

    async fn a_known_head_that_is_retired_cannot_be_checked(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let hash = ship.entries().await[99].hash.clone();
        let known = Known { head: Some(Head { seq: 100, hash }), keys: vec![] };
        assert_eq!(ship.verify_against(&known).await.head_checked, Some(true));
        ship.clock.advance(YEAR * 2);
        retire_audit(&ship.directory, ship.directory.now(), YEAR).await.unwrap();
        let verification = ship.verify_against(&known).await;
        assert_eq!((found(&verification), verification.head_checked), (vec![], Some(false)));
        assert!(verification.to_string().ends_with("it was not checked"));
    }

    async fn more_than_retention_took_is_a_fault(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        ship.clock.advance(YEAR * 2);
        retire_audit(&ship.directory, ship.directory.now(), YEAR).await.unwrap();
        ship.tamper("DELETE FROM {w}audit WHERE seq BETWEEN 151 AND 153;").await;
        assert_eq!(found(&ship.verify().await), [(Kind::Removed, 151, 153)]);
    }

    async fn two_at_once_retire_each_segment_once(db: Fresh) {
        let ship = Ship::of(&db).await;
        ship.clock.advance(YEAR * 2);
        let (one, two) = tokio::join!(retire_audit(&ship.directory, ship.directory.now(), YEAR), retire_audit(&ship.directory, ship.directory.now(), YEAR));
        assert_eq!([one.unwrap(), two.unwrap()].iter().flatten().count(), 1);
        assert_eq!(found(&ship.verify().await), []);
    }
}

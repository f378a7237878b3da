//! Seals: forged ones are named, several workers may seal at once, and nobody seals a broken chain.

use std::time::Duration;

use wardroom_core::{Error, job::seal_audit, model::FaultKind as Kind};
use wardroom_tests::{database::Fresh, every_engine};

use super::cast::{LOG, Ship, found, key};

every_engine! { LOG;
    async fn a_forged_seal_is_named(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        ship.tamper("UPDATE {w}audit_seals SET signature = (SELECT s.signature FROM {w}audit_seals s WHERE s.segment = 1)
            WHERE segment = 2;").await;
        let verification = ship.verify().await;
        assert_eq!(found(&verification), [(Kind::SealForged, 81, 150)]);
        assert_eq!(verification.faults[0].segment, Some(2));
    }

    async fn a_missing_seal_is_named(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        ship.tamper("DELETE FROM {w}audit_seals WHERE segment = 1;").await;
        assert_eq!(found(&ship.verify().await), [(Kind::SealOrder, 81, 150)]);
    }

    async fn an_exchanged_public_key_is_named(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        ship.tamper("UPDATE {w}audit_keys SET public_key = (SELECT hash FROM {w}audit WHERE seq = 1);").await;
        assert_eq!(found(&ship.verify().await), [(Kind::SealKey, 1, 80), (Kind::SealKey, 81, 150)]);
        let refused = seal_audit(&ship.directory, &key(), ship.directory.now(), Duration::ZERO).await.unwrap_err();
        assert!(matches!(refused, Error::Corrupt { .. }), "{refused}");
    }

    async fn sealing_returns_the_head_for_the_log(db: Fresh) {
        let ship = Ship::of(&db).await;
        let sealing = seal_audit(&ship.directory, &key(), ship.directory.now(), Duration::ZERO).await.unwrap();
        assert_eq!((sealing.segments, sealing.entries), (1, 50));
        assert_eq!(sealing.head, ship.directory.audit_head().await.unwrap());
        assert_eq!(sealing.key, key().public().to_string());
        let again = seal_audit(&ship.directory, &key(), ship.directory.now(), Duration::ZERO).await.unwrap();
        assert_eq!((again.segments, again.head), (0, sealing.head));
        assert_eq!(ship.verify().await.sealed_through, 200);
    }

    async fn seals_rest_between_two(db: Fresh) {
        let ship = Ship::of(&db).await;
        let rest = Duration::from_mins(5);
        assert_eq!(seal_audit(&ship.directory, &key(), ship.directory.now(), rest).await.unwrap().segments, 0);
        ship.clock.advance(rest * 2);
        assert_eq!(seal_audit(&ship.directory, &key(), ship.directory.now(), rest).await.unwrap().segments, 1);
        ship.miss().await.unwrap_err();
        let resting = seal_audit(&ship.directory, &key(), ship.directory.now(), rest).await.unwrap();
        assert_eq!((resting.segments, resting.head.seq), (0, 200));
    }

    async fn several_workers_seal_each_entry_once(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let workers: Vec<_> = (0..6).map(|_| {
            let directory = ship.directory.clone();
            tokio::spawn(async move { seal_audit(&directory, &key(), directory.now(), Duration::ZERO).await.unwrap() })
        }).collect();
        let mut sealed = 0;
        for worker in workers {
            sealed += worker.await.unwrap().segments;
        }
        assert_eq!(sealed, 1);
        assert_eq!(ship.count("SELECT count(*) FROM {w}audit_seals").await, 3);
        assert!(ship.verify().await.holds());
    }

    async fn a_broken_chain_is_not_sealed(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        ship.tamper("UPDATE {w}audit SET verb = 'users show' WHERE seq = 177;").await;
        let refused = seal_audit(&ship.directory, &key(), ship.directory.now(), Duration::ZERO).await.unwrap_err().to_string();
        assert!(refused.contains("entry 177 was edited"), "{refused}");
        ship.tamper("DELETE FROM {w}audit WHERE seq > 120;").await;
        let refused = seal_audit(&ship.directory, &key(), ship.directory.now(), Duration::ZERO).await.unwrap_err().to_string();
        assert!(refused.contains("cut off"), "{refused}");
        assert_eq!(ship.count("SELECT count(*) FROM {w}audit_seals").await, 2);
    }
}

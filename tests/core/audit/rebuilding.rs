//! A chain rebuilt as a whole, a tail cut off, a head moved: what the seals, and a head kept elsewhere, show.

use std::time::Duration;

use wardroom_core::{
    crypto::{digest::sha256, signature::SigningKey},
    db::{Conn, sql},
    entropy::SeededEntropy,
    job::seal_audit,
    model::{FaultKind as Kind, Head},
    store::Known,
};
use wardroom_tests::{database::Fresh, every_engine};

use super::cast::{LOG, Ship, found, key};

impl Ship {
    async fn known(&self) -> Known {
        Known {
            head: Some(self.directory.audit_head().await.unwrap()),
            keys: vec![key().public()],
        }
    }

    async fn set_head(&mut self, head: Head) {
        let statement = sql("UPDATE {w}audit_head SET seq = $1, hash = $2");
        let statement = statement.bind(head.seq).bind(head.hash);
        self.owner.execute(statement).await.unwrap();
    }

    /// Rewrites entry 10 and every hash after it, with everything in place as it should be.
    async fn rebuild(&mut self) {
        self.unguard().await;
        let mut prev = Head::start();
        for mut entry in self.entries().await {
            if entry.seq == 10 {
                entry.actor_name = "carol".into();
            }
            entry.prev_hash = prev.hash;
            entry.hash = sha256(&entry.canonical()).to_vec();
            prev = Head {
                seq: entry.seq,
                hash: entry.hash.clone(),
            };
            let statement = sql(
                "UPDATE {w}audit SET actor_name = $2, prev_hash = $3, hash = $4 WHERE seq = $1",
            );
            let statement = statement
                .bind(entry.seq)
                .bind(entry.actor_name)
                .bind(entry.prev_hash)
                .bind(entry.hash);
            self.owner.execute(statement).await.unwrap();
        }
        self.set_head(prev).await;
    }
}

every_engine! { LOG;
    async fn a_rebuilt_chain_breaks_its_seals(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        ship.rebuild().await;
        assert_eq!(found(&ship.verify().await), [(Kind::SealDiffers, 1, 80), (Kind::SealDiffers, 81, 150)]);
    }

    async fn a_rebuilt_chain_without_seals_shows_against_a_known_head(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let known = ship.known().await;
        assert_eq!(ship.verify_against(&known).await.head_checked, Some(true));
        ship.rebuild().await;
        ship.owner.script("DELETE FROM {w}audit_seals;").await.unwrap();
        assert!(ship.verify().await.holds(), "from inside nothing is left to be seen");
        let verification = ship.verify_against(&known).await;
        assert_eq!(found(&verification), [(Kind::Rebuilt, 200, 200)]);
        assert!(verification.faults[0].to_string().contains("the chain was rebuilt"));
    }

    async fn a_rebuilt_chain_sealed_by_another_key_shows_against_known_keys(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let mut known = ship.known().await;
        ship.rebuild().await;
        ship.owner.script("DELETE FROM {w}audit_seals;").await.unwrap();
        let mallorys = SigningKey::generate(&SeededEntropy::new(666)).unwrap();
        seal_audit(&ship.directory, &mallorys, ship.directory.now(), Duration::ZERO).await.unwrap();
        assert!(ship.verify().await.holds());
        known.head = None;
        assert_eq!(found(&ship.verify_against(&known).await), [(Kind::SealKey, 1, 200)]);
    }

    async fn a_tail_cut_off_shows_against_the_head(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        ship.tamper("DELETE FROM {w}audit WHERE seq > 190;").await;
        assert_eq!(found(&ship.verify().await), [(Kind::Cut, 191, 200)]);
    }

    async fn a_tail_cut_off_with_the_head_moved_shows_against_a_known_head(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let known = ship.known().await;
        let entries = ship.entries().await;
        ship.tamper("DELETE FROM {w}audit WHERE seq > 190;").await;
        ship.set_head(Head { seq: 190, hash: entries[189].hash.clone() }).await;
        assert!(ship.verify().await.holds(), "from inside nothing is left to be seen");
        assert_eq!(found(&ship.verify_against(&known).await), [(Kind::Cut, 191, 200)]);
    }

    async fn a_sealed_tail_cut_off_shows_against_its_seal(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let entries = ship.entries().await;
        ship.tamper("DELETE FROM {w}audit WHERE seq > 140;").await;
        ship.set_head(Head { seq: 140, hash: entries[139].hash.clone() }).await;
        assert_eq!(found(&ship.verify().await), [(Kind::Cut, 141, 150)]);
    }

    async fn a_head_moved_back_leaves_entries_beyond_it(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let entries = ship.entries().await;
        ship.unguard().await;
        ship.set_head(Head { seq: 180, hash: entries[179].hash.clone() }).await;
        assert_eq!(found(&ship.verify().await), [(Kind::Beyond, 181, 200)]);
    }

    async fn a_head_with_another_hash_is_named(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        ship.unguard().await;
        ship.set_head(Head { seq: 200, hash: vec![7; 32] }).await;
        assert_eq!(found(&ship.verify().await), [(Kind::HeadDiffers, 200, 200)]);
    }

    async fn an_entry_rewritten_with_its_hash_no_longer_joins_the_next(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        ship.unguard().await;
        let mut entry = ship.entries().await.swap_remove(169);
        entry.actor_name = "carol".into();
        let hash = sha256(&entry.canonical());
        let statement = sql("UPDATE {w}audit SET actor_name = 'carol', hash = $1 WHERE seq = 170");
        ship.owner.execute(statement.bind(hash)).await.unwrap();
        assert_eq!(found(&ship.verify().await), [(Kind::Unlinked, 171, 171)]);
    }
}

//! Entries that somebody edited, removed, inserted or moved are named.

use wardroom_core::{
    crypto::digest::sha256,
    db::{Conn, sql},
    model::FaultKind as Kind,
};
use wardroom_tests::{database::Fresh, every_engine};

use super::cast::{LOG, Ship, found};

/// Every column of an entry, and something else that fits in it.
const COLUMNS: [(&str, &str); 12] = [
    ("id", "(SELECT id FROM {w}audit_spare)"),
    ("at", "(SELECT at FROM {w}audit_spare)"),
    ("actor_kind", "'service'"),
    ("actor_id", "NULL"),
    ("actor_name", "'mallory'"),
    ("verb", "'users show'"),
    ("outcome", "'done'"),
    ("target_kind", "'role'"),
    ("target_id", "'mallory'"),
    ("detail", "'{\"result\":{\"sessions\":0}}'"),
    ("prev_hash", "(SELECT hash FROM {w}audit_spare)"),
    ("hash", "(SELECT prev_hash FROM {w}audit_spare)"),
];

every_engine! { LOG;
    async fn an_untouched_audit_holds(db: Fresh) {
        let ship = Ship::of(&db).await;
        let verification = ship.verify().await;
        assert_eq!(found(&verification), []);
        assert_eq!((verification.entries, verification.seals, verification.sealed_through), (200, 2, 150));
        assert!(verification.personal > 100 && verification.erased == 0);
        let said = verification.to_string();
        assert!(said.starts_with("200 entries hold, sealed through 150, head 200:"), "{said}");
    }

    async fn any_edited_column_is_named(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let bare = ship.entries().await.into_iter().find(|e| e.target_kind.is_none()).unwrap().seq;
        ship.unguard().await;
        // A copy of another entry, from which a column's value is taken.
        ship.owner.script("CREATE TABLE {w}audit_spare AS SELECT * FROM {w}audit WHERE seq = 30;").await.unwrap();
        ship.owner.script("UPDATE {w}audit_spare SET id = (SELECT id FROM {w}operators);").await.unwrap();
        for (column, other) in COLUMNS {
            let keep = format!("DROP TABLE IF EXISTS {{w}}audit_kept;
                CREATE TABLE {{w}}audit_kept AS SELECT * FROM {{w}}audit WHERE seq = {bare};");
            let edit = format!("UPDATE {{w}}audit SET {column} = {other} WHERE seq = {bare};");
            ship.owner.script(&(keep + &edit)).await.unwrap();
            let faults = found(&ship.verify().await);
            assert_eq!(faults.first(), Some(&(Kind::Edited, bare, bare)), "{column}: {faults:?}");
            let restore = format!("UPDATE {{w}}audit SET {column} = (SELECT {column} FROM {{w}}audit_kept) WHERE seq = {bare};");
            ship.owner.script(&restore).await.unwrap();
            assert!(ship.verify().await.holds(), "{column} restored");
        }
    }

    async fn an_exchanged_personal_part_is_named(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let seq = ship.count("SELECT min(seq) FROM {w}audit_personal WHERE seq > 40").await;
        ship.tamper(&format!("UPDATE {{w}}audit_personal SET content = replace(content, 'alice', 'carol') WHERE seq = {seq};")).await;
        let verification = ship.verify().await;
        assert_eq!(found(&verification), [(Kind::Personal, seq, seq)]);
        assert!(verification.faults[0].to_string().starts_with(&format!("entry {seq} has another personal part")));
    }

    async fn a_personal_part_nobody_wrote_is_named(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let bare = ship.entries().await.into_iter().find(|e| e.personal_commitment.is_none()).unwrap().seq;
        ship.tamper(&format!("INSERT INTO {{w}}audit_personal SELECT {bare}, salt, content FROM {{w}}audit_personal LIMIT 1;")).await;
        assert_eq!(found(&ship.verify().await), [(Kind::Personal, bare, bare)]);
    }

    async fn removed_entries_are_named(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        ship.tamper("DELETE FROM {w}audit WHERE seq IN (33, 100, 101, 150, 151, 180);").await;
        let kinds = [(33, 33), (100, 101), (150, 151), (180, 180)].map(|(a, b)| (Kind::Removed, a, b));
        assert_eq!(found(&ship.verify().await), kinds);
    }

    async fn a_whole_sealed_segment_is_missed_too(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        ship.tamper("DELETE FROM {w}audit WHERE seq <= 80;").await;
        assert_eq!(found(&ship.verify().await), [(Kind::Removed, 1, 80)]);
    }

    async fn swapped_entries_are_named_with_where_they_were(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        ship.tamper("UPDATE {w}audit SET seq = 1020 WHERE seq = 20; UPDATE {w}audit SET seq = 20 WHERE seq = 130;
            UPDATE {w}audit SET seq = 130 WHERE seq = 1020;
            DELETE FROM {w}audit_personal WHERE seq IN (20, 130);").await;
        let verification = ship.verify().await;
        assert_eq!(found(&verification), [(Kind::Moved, 20, 20), (Kind::Moved, 130, 130)]);
        assert_eq!(verification.faults.iter().map(|f| f.was).collect::<Vec<_>>(), [Some(130), Some(20)]);
    }

    async fn an_inserted_entry_is_named(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let entries = ship.entries().await;
        let mut forged = entries[100].clone();
        forged.seq = 171;
        forged.id = wardroom_core::model::Id::Uuid(uuid::Uuid::from_u128(171));
        forged.personal_commitment = None;
        forged.prev_hash.clone_from(&entries[169].hash);
        forged.hash = sha256(&forged.canonical()).to_vec();
        ship.tamper("DELETE FROM {w}audit_personal WHERE seq > 170;
            UPDATE {w}audit SET seq = seq + 1001 WHERE seq > 170; UPDATE {w}audit SET seq = seq - 1000 WHERE seq > 1000;
            INSERT INTO {w}audit SELECT 171, i.id, a.at, a.actor_kind, a.actor_id, a.actor_name, a.verb, a.outcome, a.target_kind,
            a.target_id, a.detail, NULL, a.prev_hash, a.hash FROM {w}audit a, {w}operators i WHERE a.seq = 101;
            UPDATE {w}audit_head SET seq = 201;").await;
        let forge = sql("UPDATE {w}audit SET id = $1, prev_hash = $2, hash = $3 WHERE seq = 171");
        let forge = forge.bind(forged.id).bind(forged.prev_hash).bind(forged.hash);
        ship.owner.execute(forge).await.unwrap();
        let verification = ship.verify().await;
        assert_eq!(found(&verification), [(Kind::Inserted, 171, 171), (Kind::Moved, 172, 201)]);
        assert_eq!(verification.faults[1].was, Some(171));
    }

    async fn a_row_that_cannot_be_an_entry_is_named(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let lax = match ship.owner.engine() {
            wardroom_core::db::Engine::Postgres => "ALTER TABLE {w}audit DROP CONSTRAINT audit_outcome_check;",
            wardroom_core::db::Engine::Sqlite => "PRAGMA ignore_check_constraints = ON;",
        };
        ship.tamper(&format!("{lax} UPDATE {{w}}audit SET outcome = 'harmless' WHERE seq IN (60, 61);")).await;
        assert_eq!(found(&ship.verify().await), [(Kind::Unreadable, 60, 61)]);
    }
}

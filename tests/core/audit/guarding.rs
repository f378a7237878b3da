//! Without the owner's rights to drop them, the guards refuse every change but an append.

use wardroom_core::db::Engine;
use wardroom_tests::{database::Fresh, every_engine};

use super::cast::{LOG, Ship};

const REFUSED: [&str; 13] = [
    "UPDATE {w}audit SET verb = 'users show' WHERE seq = 5",
    "DELETE FROM {w}audit WHERE seq = 5",
    "DELETE FROM {w}audit WHERE seq = 199",
    "UPDATE {w}audit_personal SET content = '{}'",
    "UPDATE {w}audit_seals SET last_seq = 81 WHERE segment = 1",
    "DELETE FROM {w}audit_seals WHERE segment = 2",
    "UPDATE {w}audit_keys SET public_key = salt FROM {w}audit_personal",
    "DELETE FROM {w}audit_keys",
    "DELETE FROM {w}audit_head",
    "UPDATE {w}audit_head SET seq = 199",
    "UPDATE {w}audit_head SET seq = 201",
    // The door opens sealed entries only, and cannot be left open.
    "BEGIN; INSERT INTO {w}audit_door (id) VALUES (1); DELETE FROM {w}audit WHERE seq = 199; DELETE FROM {w}audit_door; COMMIT",
    "BEGIN; INSERT INTO {w}audit_door (id) VALUES (1); DELETE FROM {w}audit WHERE seq = 5; COMMIT",
];
const TRUNCATED: [&str; 4] = ["audit", "audit_seals", "audit_head", "audit_keys"];

every_engine! { LOG;
    async fn the_guards_refuse_every_change(db: Fresh) {
        let ship = Ship::of(&db).await;
        for statement in REFUSED {
            assert!(ship.owner.script(statement).await.is_err(), "{statement}");
            // A transaction that failed half-way is still open.
            drop(ship.owner.script("ROLLBACK").await);
        }
        if ship.owner.engine() == Engine::Postgres {
            for table in TRUNCATED {
                let statement = format!("TRUNCATE {{w}}{table} CASCADE");
                assert!(ship.owner.script(&statement).await.is_err(), "{statement}");
            }
        }
        let verification = ship.verify().await;
        assert!(verification.holds() && verification.entries == 200 && verification.erased == 0);
    }
}

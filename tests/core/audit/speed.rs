//! How fast the audit is verified: a figure for its page, printed by `tests/run --soak`.

use std::time::Instant;

use wardroom_core::{
    crypto::digest::sha256,
    db::{Conn, sql},
    model::{Head, Id},
};
use wardroom_tests::{database::Fresh, every_engine};

use super::cast::{LOG, Ship};

const MANY: i64 = 20_000;

every_engine! { LOG;
    #[ignore = "long"]
    async fn how_fast_the_audit_is_verified(db: Fresh) {
        let mut ship = Ship::of(&db).await;
        let mut entry = ship.entries().await.pop().unwrap();
        entry.personal_commitment = None;
        let mut tx = ship.owner.begin().await.unwrap();
        for seq in 201..=MANY {
            entry.prev_hash = std::mem::take(&mut entry.hash);
            entry.seq = seq;
            entry.id = Id::Uuid(uuid::Uuid::from_u128(seq.try_into().unwrap()));
            entry.hash = sha256(&entry.canonical()).to_vec();
            let insert = sql("INSERT INTO {w}audit SELECT $1, $2, at, actor_kind, actor_id, actor_name, verb, outcome, target_kind,
                target_id, detail, NULL, $3, $4 FROM {w}audit WHERE seq = 200");
            let insert = insert.bind(seq).bind(&entry.id).bind(entry.prev_hash.as_slice()).bind(entry.hash.as_slice());
            tx.execute(insert).await.unwrap();
        }
        let head = Head { seq: MANY, hash: entry.hash };
        tx.execute(sql("UPDATE {w}audit_head SET seq = $1, hash = $2").bind(head.seq).bind(head.hash)).await.unwrap();
        tx.commit().await.unwrap();
        let begun = Instant::now();
        let verification = ship.verify().await;
        let took = begun.elapsed();
        assert!(verification.holds(), "{:?}", verification.faults);
        let rate = f64::from(u32::try_from(verification.entries).unwrap()) / took.as_secs_f64();
        println!("{:?}: {rate:.0} entries a second", ship.owner.engine());
    }
}

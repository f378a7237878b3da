//! How fast the audit is verified: entries a second, a figure of docs/audit.md.

use std::time::Instant;

use tokio::runtime::Handle;
use uuid::Uuid;
use wardroom_core::crypto::digest::sha256;
use wardroom_core::db::{Conn, Db, sql};
use wardroom_core::model::{ActorKind, AuditEntry, AuditOutcome, Head, Id, Ts};
use wardroom_core::store::Known;

use super::ground::Ground;
use super::refresh::Application;
use super::report::Report;

/// Entries that are verified, at least.
const MANY: i64 = 20_000;
const ENTRY: &str = "INSERT INTO {w}audit (seq, id, at, actor_kind, actor_id, actor_name, verb, outcome, target_kind,
    target_id, detail, prev_hash, hash) VALUES ($1, $2, $3, 'operator', NULL, 'bench', 'bench', 'done', NULL, NULL, '{}', $4, $5)";
const HEAD: &str = "UPDATE {w}audit_head SET seq = $1, hash = $2";

/// Appends what is missing, and verifies the whole.
pub(crate) fn measure(ground: &Ground, report: &mut Report) {
    let on = Handle::current();
    let application = Application::open(ground, 1);
    let directory = application.accounts.directory();
    let head = on.block_on(directory.audit_head()).unwrap();
    on.block_on(append(&application.db, head, directory.now()));
    let began = Instant::now();
    let known = Known::default();
    let verified = on.block_on(directory.verify_audit(&known, |_, _| ()));
    let took = began.elapsed().as_secs_f64();
    on.block_on(directory.close());
    let verified = verified.unwrap();
    assert!(verified.holds(), "{:?}", verified.faults);
    let rate = f64::from(u32::try_from(verified.entries).unwrap()) / took;
    let said = format!("{rate:.0} entries a second");
    report.add("audit: verified", rate, said, None);
}

/// A chain as actions leave it.
async fn append(db: &Db, head: Head, at: Ts) {
    let mut tx = db.begin().await.unwrap();
    let mut last = head;
    for seq in last.seq + 1..=MANY {
        let mut entry = AuditEntry {
            seq,
            id: Id::Uuid(Uuid::new_v4()),
            at,
            actor_kind: ActorKind::Operator,
            actor_id: None,
            actor_name: "bench".to_owned(),
            verb: "bench".to_owned(),
            outcome: AuditOutcome::Done,
            target_kind: None,
            target_id: None,
            detail: "{}".to_owned(),
            personal_commitment: None,
            prev_hash: last.hash,
            hash: Vec::new(),
        };
        entry.hash = sha256(&entry.canonical()).to_vec();
        let row = sql(ENTRY).bind(seq).bind(&entry.id).bind(at);
        let row = row.bind(entry.prev_hash.as_slice());
        tx.execute(row.bind(entry.hash.as_slice())).await.unwrap();
        last = Head {
            seq,
            hash: entry.hash,
        };
    }
    let row = sql(HEAD).bind(last.seq).bind(last.hash);
    tx.execute(row).await.unwrap();
    tx.commit().await.unwrap();
}

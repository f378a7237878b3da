//! An entry is appended inside the transaction it records.

use uuid::Uuid;

use crate::crypto::digest::sha256;
use crate::db::{Conn, Int, Sql, Tx, sql};
use crate::entropy::Entropy;
use crate::error::Result;
use crate::model::{ActorKind, AuditEntry, AuditOutcome, Id, Personal, Ts};

// The head is the lock that orders writers; SQLite's transaction holds the whole file already.
const HEAD: Sql = Sql::each(
    "SELECT seq, hash FROM {w}audit_head WHERE id = 1",
    "SELECT seq, hash FROM {w}audit_head WHERE id = 1 FOR UPDATE",
);
const APPEND: &str = "INSERT INTO {w}audit (seq, id, at, actor_kind, actor_id, actor_name, verb, outcome, target_kind,
    target_id, detail, personal_commitment, prev_hash, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
const APPEND_PERSONAL: &str =
    "INSERT INTO {w}audit_personal (seq, salt, content) VALUES ($1, $2, $3)";
const MOVE_HEAD: &str = "UPDATE {w}audit_head SET seq = $1, hash = $2 WHERE id = 1";

/// An entry about to be appended.
#[derive(Clone, Debug)]
pub(crate) struct NewEntry<'a> {
    pub(crate) id: Uuid,
    pub(crate) at: Ts,
    pub(crate) actor_kind: ActorKind,
    pub(crate) actor_id: Option<String>,
    pub(crate) actor_name: String,
    pub(crate) verb: &'a str,
    pub(crate) outcome: AuditOutcome,
    pub(crate) target: Option<(&'static str, String)>,
    pub(crate) detail: serde_json::Value,
    pub(crate) personal: Personal,
}

/// Appends an entry to the chain and returns its place in it.
pub(crate) async fn append(tx: &mut Tx, entropy: &dyn Entropy, new: NewEntry<'_>) -> Result<i64> {
    let (Int(last), prev_hash): (Int, Vec<u8>) = tx.one(sql(HEAD)).await?;
    let personal = (!new.personal.is_empty()).then(|| Sealed::new(&new.personal, entropy));
    let (target_kind, target_id) = new.target.map(|(kind, id)| (kind.to_owned(), id)).unzip();
    let mut entry = AuditEntry {
        seq: last + 1,
        id: Id::Uuid(new.id),
        at: new.at,
        actor_kind: new.actor_kind,
        actor_id: new.actor_id,
        actor_name: new.actor_name,
        verb: new.verb.to_owned(),
        outcome: new.outcome,
        target_kind,
        target_id,
        detail: new.detail.to_string(),
        personal_commitment: personal
            .as_ref()
            .map(|p| commitment(&p.salt, &p.content).to_vec()),
        prev_hash,
        hash: Vec::new(),
    };
    entry.hash = sha256(&entry.canonical()).to_vec();
    let (seq, hash) = (entry.seq, entry.hash.clone());
    tx.execute(insert(entry)).await?;
    if let Some(personal) = personal {
        let statement = sql(APPEND_PERSONAL)
            .bind(seq)
            .bind(personal.salt.as_slice())
            .bind(personal.content);
        tx.execute(statement).await?;
    }
    tx.execute(sql(MOVE_HEAD).bind(seq).bind(hash)).await?;
    Ok(seq)
}

fn insert(entry: AuditEntry) -> crate::db::Statement {
    sql(APPEND)
        .bind(entry.seq)
        .bind(entry.id)
        .bind(entry.at)
        .bind(entry.actor_kind.word())
        .bind(entry.actor_id)
        .bind(entry.actor_name)
        .bind(entry.verb)
        .bind(entry.outcome.word())
        .bind(entry.target_kind)
        .bind(entry.target_id)
        .bind(entry.detail)
        .bind(entry.personal_commitment)
        .bind(entry.prev_hash)
        .bind(entry.hash)
}

struct Sealed {
    salt: [u8; 32],
    content: String,
}

impl Sealed {
    fn new(personal: &Personal, entropy: &dyn Entropy) -> Self {
        let mut salt = [0; 32];
        entropy.fill(&mut salt);
        Self {
            salt,
            content: serde_json::json!(personal).to_string(),
        }
    }
}

/// What the chain holds of a personal part: SHA-256 over the 32-byte salt and the content.
pub(crate) fn commitment(salt: &[u8], content: &str) -> [u8; 32] {
    sha256(&[salt, content.as_bytes()].concat())
}

//! Seals: whether one is what its key signed, and how one is kept.

use std::collections::HashMap;

use super::verify::Known;
use crate::crypto::signature::PublicKey;
use crate::db::{Conn, Db, Tx, sql};
use crate::error::{Error, Result};
use crate::model::{FaultKind, Seal, Ts};

const LAST: &str = "SELECT segment, first_seq, last_seq, head_hash, key_id, signature, sealed_at FROM {w}audit_seals
    ORDER BY last_seq DESC LIMIT 1";
const KEY: &str = "SELECT public_key FROM {w}audit_keys WHERE id = $1";
// SQLite's guard against REPLACE also fires on a conflict that would be ignored: so not even try.
const ADD_KEY: &str = "INSERT INTO {w}audit_keys (id, public_key, created_at)
    SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM {w}audit_keys WHERE id = $1) ON CONFLICT (id) DO NOTHING";
const ADD: &str = "INSERT INTO {w}audit_seals
    (segment, first_seq, last_seq, head_hash, key_id, signature, sealed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// The public keys that seals name, looked up once each.
#[derive(Default)]
pub(super) struct Keys(HashMap<String, Option<PublicKey>>);

impl Keys {
    /// The key recorded under `id`.
    pub(super) async fn get(&mut self, db: &mut Db, id: &str) -> Result<Option<PublicKey>> {
        if let Some(key) = self.0.get(id) {
            return Ok(*key);
        }
        let found = recorded(db, id).await?;
        self.0.insert(id.to_owned(), found);
        Ok(found)
    }

    /// Takes in a key that a file brings.
    pub(super) fn learn(&mut self, key: PublicKey) {
        self.0.insert(key.id().to_string(), Some(key));
    }

    /// The key known under `id`.
    pub(super) fn known(&self, id: &str) -> Option<PublicKey> {
        self.0.get(id).copied().flatten()
    }
}

async fn recorded(on: &mut impl Conn, id: &str) -> Result<Option<PublicKey>> {
    let row: Option<(Vec<u8>,)> = on.optional(sql(KEY).bind(id)).await?;
    Ok(row.and_then(|(bytes,)| PublicKey::from_stored(&bytes).ok()))
}

/// What is wrong with a seal by itself.
pub(super) fn judge(seal: &Seal, key: Option<&PublicKey>, known: &Known) -> Option<FaultKind> {
    // The id is a digest of the key: a key exchanged under a kept id is no longer named by it.
    let named = key.filter(|key| key.id().as_str() == seal.key_id);
    let trusted = named.filter(|key| known.keys.is_empty() || known.keys.contains(key));
    match trusted {
        None => Some(FaultKind::SealKey),
        Some(key) if key.verify(&seal.canonical(), &seal.signature) => None,
        Some(_) => Some(FaultKind::SealForged),
    }
}

/// The seal of the last segment.
pub(crate) async fn last_seal(on: &mut impl Conn) -> Result<Option<Seal>> {
    on.optional(sql(LAST)).await
}

/// Keeps a seal and the public key it names.
pub(crate) async fn store_seal(tx: &mut Tx, seal: &Seal, key: PublicKey, now: Ts) -> Result<()> {
    let statement = sql(ADD_KEY)
        .bind(&seal.key_id)
        .bind(*key.as_bytes())
        .bind(now);
    tx.execute(statement).await?;
    if recorded(tx, &seal.key_id).await? != Some(key) {
        return Err(Error::Corrupt {
            what: format!("audit_keys, row {}", seal.key_id),
            why: "it holds another public key than the signing key's".into(),
        });
    }
    let statement = sql(ADD)
        .bind(seal.segment)
        .bind(seal.first_seq)
        .bind(seal.last_seq)
        .bind(seal.head_hash.as_slice())
        .bind(&seal.key_id)
        .bind(seal.signature.as_slice())
        .bind(seal.sealed_at);
    tx.execute(statement).await.map(drop)
}

//! The keys that sign access tokens, as flows and the worker share them. Their id is the `kid`, a text on every layout.

use serde_json::Value as Json;

use crate::crypto::jwt::{PrivateKey, PublicKey};
use crate::crypto::keyring::KeyRing;
use crate::crypto::sealed::Sealed;
use crate::db::{Conn, sql};
use crate::entropy::Entropy;
use crate::error::{Error, Result};
use crate::layout::{Edit, Layout};
use crate::model::{JwtAlgorithm, KeyState, Ts};
use crate::store::Directory;

// A key whose `expires_at` is past signed nothing that still counts.
const PUBLISHED: &str = "SELECT {k.signing_key.id} AS kid, {k.signing_key.public_jwk} AS public_jwk
    FROM {signing_key} k WHERE {k.signing_key.expires_at} IS NULL OR {k.signing_key.expires_at} > $1
    ORDER BY {k.signing_key.created_at}, {k.signing_key.id}";

const ACTIVE: &str =
    "SELECT {k.signing_key.id} AS kid, {k.signing_key.private_sealed} AS private_sealed
    FROM {signing_key} k WHERE {k.signing_key.algorithm} = $1 AND {k.signing_key.state} = 'active'";

// Whoever is second at the one active place of an algorithm adds nothing.
const ADD: &str = "INSERT INTO {signing_key} ({signing_key.id}, {signing_key.algorithm}, {signing_key.public_jwk},
    {signing_key.private_sealed}, {signing_key.key_version}, {signing_key.state}, {signing_key.created_at},
    {signing_key.activated_at}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";

const STANDING: &str = "SELECT {k.signing_key.id} AS kid, {k.signing_key.algorithm} AS algorithm,
    {@k.signing_key.created_at} AS created_at, {@k.signing_key.activated_at} AS activated_at
    FROM {signing_key} k WHERE {k.signing_key.state} = $1 ORDER BY {k.signing_key.id}";

const HOLD: &str = "UPDATE {signing_key} SET {signing_key.state} = 'active'
    WHERE {signing_key.id} = $1 AND {signing_key.state} = 'active'";

const RETIRE: &str =
    "UPDATE {signing_key} SET {signing_key.state} = 'retired', {signing_key.retired_at} = $2,
    {signing_key.expires_at} = $3 WHERE {signing_key.id} = $1 AND {signing_key.state} = 'active'";

const ACTIVATE: &str =
    "UPDATE {signing_key} SET {signing_key.state} = 'active', {signing_key.activated_at} = $2
    WHERE {signing_key.id} = $1 AND {signing_key.state} = 'next'";

const REMOVE: &str = "DELETE FROM {signing_key} WHERE {signing_key.state} = 'retired'
    AND {signing_key.expires_at} <= $1 RETURNING {signing_key.id}";

/// A key in one state: its name, and since when it is in that state.
#[derive(Debug)]
pub(crate) struct Standing {
    pub(crate) kid: String,
    pub(crate) algorithm: JwtAlgorithm,
    pub(crate) since: Ts,
}

#[derive(sqlx::FromRow)]
struct Stood {
    kid: String,
    algorithm: JwtAlgorithm,
    created_at: Ts,
    activated_at: Option<Ts>,
}

#[derive(sqlx::FromRow)]
struct Published {
    kid: String,
    public_jwk: sqlx::types::Json<Json>,
}

#[derive(sqlx::FromRow)]
struct Active {
    kid: String,
    private_sealed: Vec<u8>,
}

impl Directory {
    /// Every key that is published now, oldest first.
    pub async fn published_keys(&self) -> Result<Vec<PublicKey>> {
        published(&mut self.db(), self.layout(), self.now()).await
    }
}

/// Every key that is published at `now`, oldest first.
async fn published(on: &mut impl Conn, layout: &Layout, now: Ts) -> Result<Vec<PublicKey>> {
    let rows: Vec<Published> = on.all(sql(PUBLISHED).bind(layout.at(now))).await?;
    let read = |row: Published| {
        let key = PublicKey::from_jwk(&row.public_jwk.0).filter(|key| key.kid() == row.kid);
        key.ok_or_else(|| Error::Corrupt {
            what: format!("signing key {}", row.kid),
            why: "its public half is no key of that name".to_owned(),
        })
    };
    rows.into_iter().map(read).collect()
}

/// The key that signs with `algorithm`, still sealed: its `kid` and the private half.
pub(crate) async fn active(
    on: &mut impl Conn,
    algorithm: JwtAlgorithm,
) -> Result<Option<(String, Sealed)>> {
    let row: Option<Active> = on.optional(sql(ACTIVE).bind(algorithm.word())).await?;
    row.map(|row| Ok((row.kid, Sealed::from_stored(row.private_sealed)?)))
        .transpose()
}

/// Keeps a new key in `state`; false if another one has that place already.
pub(crate) async fn add(
    edit: &mut Edit<'_>,
    ring: &KeyRing,
    entropy: &dyn Entropy,
    key: &PrivateKey,
    state: KeyState,
) -> Result<bool> {
    let sealed = key.seal(ring, entropy)?;
    let activated = (state == KeyState::Active).then_some(edit.now);
    let statement = sql(ADD)
        .bind(key.public().kid())
        .bind(key.public().algorithm().word())
        .bind(key.public().jwk().clone())
        .bind(sealed.as_bytes())
        .bind(i64::from(sealed.key_version().0))
        .bind(state.word())
        .bind(edit.now())
        .bind(edit.layout.at_opt(activated));
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Every key in `state`.
pub(crate) async fn standing(on: &mut impl Conn, state: KeyState) -> Result<Vec<Standing>> {
    let rows: Vec<Stood> = on.all(sql(STANDING).bind(state.word())).await?;
    let stands = |row: Stood| Standing {
        since: row.activated_at.unwrap_or(row.created_at),
        kid: row.kid,
        algorithm: row.algorithm,
    };
    Ok(rows.into_iter().map(stands).collect())
}

/// Locks the active key until the transaction ends; false when it signs no more.
pub(crate) async fn hold(edit: &mut Edit<'_>, kid: &str) -> Result<bool> {
    Ok(edit.tx.execute(sql(HOLD).bind(kid)).await? == 1)
}

/// The key signs no more and is published until `until`; false if it did not sign.
pub(crate) async fn retire(edit: &mut Edit<'_>, kid: &str, until: Ts) -> Result<bool> {
    let statement = sql(RETIRE).bind(kid).bind(edit.now());
    let statement = statement.bind(edit.layout.at(until));
    Ok(edit.tx.execute(statement).await? == 1)
}

/// The key signs from now on; false if it was not the next.
pub(crate) async fn activate(edit: &mut Edit<'_>, kid: &str) -> Result<bool> {
    let statement = sql(ACTIVATE).bind(kid).bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Forgets the keys that signed nothing that still counts at `now`; their names.
pub(crate) async fn remove_expired(
    on: &mut impl Conn,
    layout: &Layout,
    now: Ts,
) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = on.all(sql(REMOVE).bind(layout.at(now))).await?;
    Ok(rows.into_iter().map(|(kid,)| kid).collect())
}

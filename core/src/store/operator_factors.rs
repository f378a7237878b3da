//! Operators' second factors and recovery codes: sealed or hashed, each step and each code accepted once.

use uuid::Uuid;

use crate::db::{Conn, Int, sql};
use crate::error::Result;
use crate::model::{OperatorId, Ts};

const FACTORS: &str = "SELECT id, secret_sealed, last_step FROM {w}operator_factors
    WHERE operator_id = $1 AND confirmed_at IS NOT NULL ORDER BY created_at";
const CODES: &str = "SELECT id, salt, code_hash FROM {w}operator_recovery_codes
    WHERE operator_id = $1 AND used_at IS NULL";
const STEP: &str = "UPDATE {w}operator_factors SET last_step = $2
    WHERE id = $1 AND (last_step IS NULL OR last_step < $2)";
const USE_CODE: &str =
    "UPDATE {w}operator_recovery_codes SET used_at = $2 WHERE id = $1 AND used_at IS NULL";
const ADD: &str =
    "INSERT INTO {w}operator_factors (id, operator_id, kind, secret_sealed, key_version, last_step,
    created_at, confirmed_at) VALUES ($1, $2, 'totp', $3, $4, $5, $6, $6)";
const ADD_CODE: &str =
    "INSERT INTO {w}operator_recovery_codes (id, operator_id, salt, code_hash, created_at)
    VALUES ($1, $2, $3, $4, $5)";
const REMOVE: &str = "DELETE FROM {w}operator_factors WHERE operator_id = $1";
const REMOVE_CODES: &str = "DELETE FROM {w}operator_recovery_codes WHERE operator_id = $1";

/// A confirmed authenticator, its secret sealed.
#[derive(Clone, sqlx::FromRow)]
pub(crate) struct SealedFactor {
    pub(crate) id: Uuid,
    pub(crate) secret_sealed: Vec<u8>,
    pub(crate) last_step: Option<Int>,
}

/// An unused recovery code.
#[derive(Clone, sqlx::FromRow)]
pub(crate) struct HashedCode {
    pub(crate) id: Uuid,
    pub(crate) salt: Vec<u8>,
    pub(crate) code_hash: Vec<u8>,
}

pub(crate) async fn factors(on: &mut impl Conn, of: &OperatorId) -> Result<Vec<SealedFactor>> {
    on.all(sql(FACTORS).bind(&of.0)).await
}

pub(crate) async fn unused_codes(on: &mut impl Conn, of: &OperatorId) -> Result<Vec<HashedCode>> {
    on.all(sql(CODES).bind(&of.0)).await
}

/// Accepts a time step; 0 when that step, or a later one, was accepted before.
pub(crate) async fn accept_step(on: &mut impl Conn, factor: Uuid, step: i64) -> Result<u64> {
    on.execute(sql(STEP).bind(factor).bind(step)).await
}

/// Uses a recovery code up; 0 when it was used before.
pub(crate) async fn use_code(on: &mut impl Conn, code: Uuid, at: Ts) -> Result<u64> {
    on.execute(sql(USE_CODE).bind(code).bind(at)).await
}

/// A confirmed authenticator about to be stored.
pub(crate) struct NewFactor<'a> {
    pub(crate) id: Uuid,
    pub(crate) operator: &'a OperatorId,
    pub(crate) sealed: &'a [u8],
    pub(crate) key_version: u32,
    pub(crate) last_step: i64,
    pub(crate) at: Ts,
}

pub(crate) async fn add(on: &mut impl Conn, new: NewFactor<'_>) -> Result<()> {
    let statement = sql(ADD)
        .bind(new.id)
        .bind(&new.operator.0)
        .bind(new.sealed)
        .bind(new.key_version)
        .bind(new.last_step)
        .bind(new.at);
    on.execute(statement).await.map(drop)
}

pub(crate) async fn add_code(
    on: &mut impl Conn,
    id: Uuid,
    operator: &OperatorId,
    salt: &[u8],
    hash: &[u8],
    at: Ts,
) -> Result<()> {
    let statement = sql(ADD_CODE)
        .bind(id)
        .bind(&operator.0)
        .bind(salt)
        .bind(hash)
        .bind(at);
    on.execute(statement).await.map(drop)
}

/// Takes away everything that could pass for the operator's second factor.
pub(crate) async fn remove_all(on: &mut impl Conn, of: &OperatorId) -> Result<u64> {
    let factors = on.execute(sql(REMOVE).bind(&of.0)).await?;
    on.execute(sql(REMOVE_CODES).bind(&of.0)).await?;
    Ok(factors)
}

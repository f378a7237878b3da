//! A user's second factors and recovery-code sets.

use super::Directory;
use crate::db::{Conn, Int, sql};
use crate::error::Result;
use crate::model::{CodeSet, CodeSetId, CodeSetKind, Factor, Ts, UserId};

const TOTP: &str =
    "SELECT {f.totp_factor.id} AS id, 'totp' AS kind, {f.totp_factor.label} AS label,
    {@f.totp_factor.created_at} AS created_at, {@f.totp_factor.confirmed_at} AS confirmed_at,
    {@f.totp_factor.last_used_at} AS last_used_at
    FROM {totp_factor} f WHERE {f.totp_factor.user_id} = $1 ORDER BY {f.totp_factor.created_at}";

const CLOSED: &str = "SELECT count(*) FROM {totp_factor} f
    WHERE {f.totp_factor.user_id} = $1 AND {f.totp_factor.closed_at} IS NOT NULL";

const PASSKEYS: &str = "SELECT {p.passkey.id} AS id, 'passkey' AS kind, {p.passkey.label} AS label,
    {@p.passkey.created_at} AS created_at, {@p.passkey.created_at} AS confirmed_at,
    {@p.passkey.last_used_at} AS last_used_at
    FROM {passkey} p WHERE {p.passkey.user_id} = $1 ORDER BY {p.passkey.created_at}";

const CODE_SETS: &str = "SELECT {c.code_set.id} AS id, {c.code_set.kind} AS kind, {c.code_set.state} AS state,
    {@c.code_set.created_at} AS created_at, {@c.code_set.activated_at} AS activated_at,
    {@c.code_set.voided_at} AS voided_at, {@c.code_set.expires_at} AS expires_at,
    {c.code_set.issued_by} AS issued_by,
    (SELECT count(*) FROM {code} k WHERE {k.code.set_id} = {c.code_set.id}) AS codes,
    (SELECT count(*) FROM {code} k WHERE {k.code.set_id} = {c.code_set.id} AND {k.code.used_at} IS NOT NULL) AS used
    FROM {code_set} c WHERE {c.code_set.user_id} = $1 ORDER BY {c.code_set.created_at} DESC LIMIT 20";

const PENDING_SET: &str =
    "SELECT {c.code_set.id} AS id, {c.code_set.kind} AS kind, {c.code_set.issued_by} AS issued_by,
    {@c.code_set.expires_at} AS expires_at
    FROM {code_set} c WHERE {c.code_set.user_id} = $1 AND {c.code_set.state} = 'pending'";

/// The set of a user that waits to be finished; there is one at most.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct PendingSet {
    pub(crate) id: CodeSetId,
    pub(crate) kind: CodeSetKind,
    pub(crate) issued_by: Option<String>,
    pub(crate) expires_at: Option<Ts>,
}

pub(crate) async fn pending_set(on: &mut impl Conn, user: &UserId) -> Result<Option<PendingSet>> {
    on.optional(sql(PENDING_SET).bind(&user.0)).await
}

/// How many authenticators of a user take no code after too many wrong ones.
pub(crate) async fn closed_totp(on: &mut impl Conn, user: &UserId) -> Result<i64> {
    let (count,): (Int,) = on.one(sql(CLOSED).bind(&user.0)).await?;
    Ok(count.0)
}

impl Directory {
    /// A user's second factors: authenticators, then passkeys, each oldest first.
    pub async fn factors_of(&self, user: &UserId) -> Result<Vec<Factor>> {
        let mut factors = self.db().all(sql(TOTP).bind(&user.0)).await?;
        factors.extend(self.db().all(sql(PASSKEYS).bind(&user.0)).await?);
        Ok(factors)
    }

    /// A user's latest recovery-code sets, newest first.
    pub async fn code_sets_of(&self, user: &UserId) -> Result<Vec<CodeSet>> {
        self.db().all(sql(CODE_SETS).bind(&user.0)).await
    }
}

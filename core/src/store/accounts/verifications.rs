//! Codes sent by mail: one open per account and kind, its answers counted, used once.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{Id, Ts, UserId, VerificationKind};

const VOID: &str = "UPDATE {verification} SET {verification.used_at} = $3
    WHERE {verification.user_id} = $1 AND {verification.kind} = $2 AND {verification.used_at} IS NULL";

const ADD: &str = "INSERT INTO {verification} ({verification.id}, {verification.user_id}, {verification.kind},
    {verification.email}, {verification.code_hash}, {verification.created_at}, {verification.expires_at})
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

const OPEN: &str = "SELECT {v.verification.id} AS id, {v.verification.email} AS email,
    {v.verification.code_hash} AS code_hash FROM {verification} v
    WHERE {v.verification.user_id} = $1 AND {v.verification.kind} = $2 AND {v.verification.used_at} IS NULL
    AND {v.verification.expires_at} > $3 ORDER BY {v.verification.created_at} DESC, {v.verification.id} DESC LIMIT 1";

// One statement decides: of many answers at the same moment only the allowed number is looked at.
const ATTEMPT: &str = "UPDATE {verification} SET {verification.attempts} = {verification.attempts} + 1
    WHERE {verification.id} = $1 AND {verification.used_at} IS NULL AND {verification.attempts} < $2";

const SPEND: &str = "UPDATE {verification} SET {verification.used_at} = $2
    WHERE {verification.id} = $1 AND {verification.used_at} IS NULL";

/// A code about to be sent: only its hash.
#[derive(Debug)]
pub(crate) struct NewVerification<'a> {
    pub(crate) id: &'a Id,
    pub(crate) user: &'a UserId,
    pub(crate) kind: VerificationKind,
    /// The address it is sent to, as written.
    pub(crate) email: &'a str,
    pub(crate) code_hash: Vec<u8>,
    pub(crate) expires_at: Ts,
}

/// A code that waits for its answer.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct OpenVerification {
    pub(crate) id: Id,
    pub(crate) email: String,
    pub(crate) code_hash: Vec<u8>,
}

/// Stores a code in place of any other of its kind.
pub(crate) async fn add(edit: &mut Edit<'_>, new: NewVerification<'_>) -> Result<()> {
    let void = sql(VOID)
        .bind(&new.user.0)
        .bind(new.kind.word())
        .bind(edit.now());
    edit.tx.execute(void).await?;
    let statement = sql(ADD)
        .bind(new.id)
        .bind(&new.user.0)
        .bind(new.kind.word())
        .bind(new.email)
        .bind(new.code_hash)
        .bind(edit.now())
        .bind(edit.layout.at(new.expires_at));
    edit.tx.execute(statement).await.map(drop)
}

/// The code of this kind that waits for an answer of the user.
pub(crate) async fn open(
    edit: &mut Edit<'_>,
    user: &UserId,
    kind: VerificationKind,
) -> Result<Option<OpenVerification>> {
    let statement = sql(OPEN).bind(&user.0).bind(kind.word()).bind(edit.now());
    edit.tx.optional(statement).await
}

/// Counts an answer before it is looked at; false when no more are taken.
pub(crate) async fn attempt(edit: &mut Edit<'_>, id: &Id, most: i64) -> Result<bool> {
    let statement = sql(ATTEMPT).bind(id).bind(most);
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Uses it up; false when somebody was quicker.
pub(crate) async fn spend(edit: &mut Edit<'_>, id: &Id) -> Result<bool> {
    Ok(edit
        .tx
        .execute(sql(SPEND).bind(id).bind(edit.now()))
        .await?
        == 1)
}

//! Authenticators: sealed secrets that count once confirmed, each time step accepted once.

use crate::crypto::sealed::Sealed;
use crate::db::{Conn, Int, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{Id, UserId};

const ADD: &str = "INSERT INTO {totp_factor} ({totp_factor.id}, {totp_factor.user_id}, {totp_factor.label},
    {totp_factor.secret_sealed}, {totp_factor.key_version}, {totp_factor.created_at}) VALUES ($1, $2, $3, $4, $5, $6)";

const DROP_UNCONFIRMED: &str = "DELETE FROM {totp_factor}
    WHERE {totp_factor.user_id} = $1 AND {totp_factor.confirmed_at} IS NULL";

macro_rules! factors {
    ($which:literal) => {
        concat!(
            "SELECT {f.totp_factor.id} AS id, {f.totp_factor.label} AS label,
            {f.totp_factor.secret_sealed} AS secret_sealed, {f.totp_factor.last_step} AS last_step
            FROM {totp_factor} f WHERE {f.totp_factor.user_id} = $1 AND {f.totp_factor.confirmed_at} IS ",
            $which,
            " ORDER BY {f.totp_factor.created_at}"
        )
    };
}

const OPEN: &str = factors!("NOT NULL AND {f.totp_factor.closed_at} IS NULL");
const UNCONFIRMED: &str = factors!("NULL");

const CONFIRM: &str =
    "UPDATE {totp_factor} SET {totp_factor.confirmed_at} = $4, {totp_factor.last_used_at} = $4,
    {totp_factor.last_step} = $3 WHERE {totp_factor.id} = $1 AND {totp_factor.user_id} = $2
    AND {totp_factor.confirmed_at} IS NULL";

// One statement decides: of two showings of one code only one is accepted (RFC 6238 §5.2).
const ACCEPT: &str =
    "UPDATE {totp_factor} SET {totp_factor.last_step} = $2, {totp_factor.last_used_at} = $3
    WHERE {totp_factor.id} = $1 AND {totp_factor.confirmed_at} IS NOT NULL
    AND ({totp_factor.last_step} IS NULL OR {totp_factor.last_step} < $2)";

const RIGHT: &str = "UPDATE {totp_factor} SET {totp_factor.failed} = 0
    WHERE {totp_factor.user_id} = $1 AND {totp_factor.failed} > 0 AND {totp_factor.closed_at} IS NULL";

const WRONG: &str = "UPDATE {totp_factor} SET {totp_factor.failed} = {totp_factor.failed} + 1
    WHERE {totp_factor.user_id} = $1 AND {totp_factor.confirmed_at} IS NOT NULL
    AND {totp_factor.closed_at} IS NULL";

const CLOSE: &str = "UPDATE {totp_factor} SET {totp_factor.closed_at} = $2
    WHERE {totp_factor.user_id} = $1 AND {totp_factor.failed} >= $3 AND {totp_factor.closed_at} IS NULL";

const REMOVE: &str =
    "DELETE FROM {totp_factor} WHERE {totp_factor.id} = $1 AND {totp_factor.user_id} = $2
    AND {totp_factor.confirmed_at} IS NOT NULL";

/// An authenticator, its secret sealed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct SealedTotp {
    pub(crate) id: Id,
    pub(crate) label: String,
    pub(crate) secret_sealed: Vec<u8>,
    pub(crate) last_step: Option<Int>,
}

/// Stores an authenticator that does not count yet, in place of any other such.
pub(crate) async fn add(
    edit: &mut Edit<'_>,
    id: &Id,
    user: &UserId,
    label: &str,
    secret: &Sealed,
) -> Result<()> {
    edit.tx.execute(sql(DROP_UNCONFIRMED).bind(&user.0)).await?;
    let statement = sql(ADD)
        .bind(id)
        .bind(&user.0)
        .bind(label)
        .bind(secret.as_bytes())
        .bind(secret.key_version().0)
        .bind(edit.now());
    edit.tx.execute(statement).await.map(drop)
}

/// Those whose codes are looked at, oldest first.
pub(crate) async fn open(on: &mut impl Conn, user: &UserId) -> Result<Vec<SealedTotp>> {
    on.all(sql(OPEN).bind(&user.0)).await
}

/// The one that waits for its first code.
pub(crate) async fn unconfirmed(on: &mut impl Conn, user: &UserId) -> Result<Option<SealedTotp>> {
    on.optional(sql(UNCONFIRMED).bind(&user.0)).await
}

/// Makes it count from `step` on; false when it did already or is gone.
pub(crate) async fn confirm(
    edit: &mut Edit<'_>,
    id: &Id,
    user: &UserId,
    step: i64,
) -> Result<bool> {
    let statement = sql(CONFIRM)
        .bind(id)
        .bind(&user.0)
        .bind(step)
        .bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Accepts a time step; false when it, or a later one, was accepted before.
pub(crate) async fn accept(edit: &mut Edit<'_>, id: &Id, step: i64) -> Result<bool> {
    let statement = sql(ACCEPT).bind(id).bind(step).bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Takes failures back after a right code; what was closed stays so.
pub(crate) async fn right(edit: &mut Edit<'_>, user: &UserId) -> Result<()> {
    edit.tx.execute(sql(RIGHT).bind(&user.0)).await.map(drop)
}

/// Counts a wrong code for each that could have shown it; true when it was one too many for any of them.
pub(crate) async fn wrong(edit: &mut Edit<'_>, user: &UserId, most: i64) -> Result<bool> {
    edit.tx.execute(sql(WRONG).bind(&user.0)).await?;
    let statement = sql(CLOSE).bind(&user.0).bind(edit.now()).bind(most);
    Ok(edit.tx.execute(statement).await? > 0)
}

/// Removes one that counts; false when there is none.
pub(crate) async fn remove(edit: &mut Edit<'_>, id: &Id, user: &UserId) -> Result<bool> {
    Ok(edit.tx.execute(sql(REMOVE).bind(id).bind(&user.0)).await? == 1)
}

//! Users: made, opened, closed, unlocked.

use crate::db::{Conn, Statement, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{NewUser, UserId, UserStatus};

const CREATE: &str = "INSERT INTO {user} ({user.id}, {user.email}, {user.email_normalized}, {user.email_verified_at},
    {user.display_name}, {user.status}, {user.created_at}, {user.updated_at})
    VALUES ($1, $2, $3, $4, $5, 'active', $6, $6)";

const SET_STATUS: &str = "UPDATE {user} SET {user.status} = $2, {user.updated_at} = $3
    WHERE {user.id} = $1 AND {user.status} <> $2 AND {user.status} <> 'erased'";

const UNLOCK: &str = "UPDATE {user} SET {user.locked_at} = NULL, {user.locked_until} = NULL, {user.lock_cause} = NULL,
    {user.failed_sign_ins} = 0, {user.updated_at} = $2
    WHERE {user.id} = $1 AND ({user.locked_at} IS NOT NULL OR {user.failed_sign_ins} > 0)";

const OPEN_TOTP: &str =
    "UPDATE {totp_factor} SET {totp_factor.failed} = 0, {totp_factor.closed_at} = NULL
    WHERE {totp_factor.user_id} = $1 AND ({totp_factor.failed} > 0 OR {totp_factor.closed_at} IS NOT NULL)";

// The start of a lock that holds already stays; its end does not.
const LOCK: &str = "UPDATE {user} SET {user.locked_at} = coalesce({user.locked_at}, $2),
    {user.locked_until} = NULL, {user.lock_cause} = $3, {user.updated_at} = $2
    WHERE {user.id} = $1 AND {user.status} <> 'erased'";

// Changes nothing: it only makes whoever else writes this row wait.
const HOLD: &str = "UPDATE {user} SET {user.updated_at} = {user.updated_at} WHERE {user.id} = $1";

const VERIFY_EMAIL: &str = "UPDATE {user} SET {user.email_verified_at} = $2, {user.updated_at} = $2
    WHERE {user.id} = $1 AND {user.email_verified_at} IS NULL AND {user.status} <> 'erased'";

/// The statement that makes an account, ready for what becomes of an address that has one.
pub(crate) fn insert_user(edit: &Edit<'_>, user: &NewUser) -> Statement {
    sql(CREATE)
        .bind(&user.id.0)
        .bind(&user.email)
        .bind(&user.email_normalized)
        .bind(edit.layout.at_opt(user.email_verified_at))
        .bind(user.display_name.clone())
        .bind(edit.now())
}

pub(super) async fn create(edit: &mut Edit<'_>, user: &NewUser) -> Result<()> {
    let statement = insert_user(edit, user);
    edit.tx.execute(statement).await.map(drop)
}

pub(super) async fn set_status(
    edit: &mut Edit<'_>,
    user: &UserId,
    status: UserStatus,
) -> Result<u64> {
    edit.tx
        .execute(
            sql(SET_STATUS)
                .bind(&user.0)
                .bind(status.word())
                .bind(edit.now()),
        )
        .await
}

pub(super) async fn unlock(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    let unlock = sql(UNLOCK).bind(&user.0).bind(edit.now());
    let unlocked = edit.tx.execute(unlock).await?;
    Ok(unlocked + edit.tx.execute(sql(OPEN_TOTP).bind(&user.0)).await?)
}

pub(super) async fn lock(edit: &mut Edit<'_>, user: &UserId, cause: &str) -> Result<u64> {
    edit.tx
        .execute(sql(LOCK).bind(&user.0).bind(edit.now()).bind(cause))
        .await
}

pub(super) async fn hold(edit: &mut Edit<'_>, user: &UserId) -> Result<()> {
    edit.tx.execute(sql(HOLD).bind(&user.0)).await.map(drop)
}

pub(super) async fn verify_email(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    let statement = sql(VERIFY_EMAIL).bind(&user.0).bind(edit.now());
    edit.tx.execute(statement).await
}

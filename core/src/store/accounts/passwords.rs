//! Passwords and the count of failures, on the user's own row: one statement decides each.

use secrecy::{ExposeSecret, SecretString};

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{User, UserId};

// Compared with what was verified: a password changed meanwhile is not signed in with, and never written over.
const RIGHT: &str =
    "UPDATE {user} SET {user.failed_sign_ins} = 0, {user.password_hash} = coalesce($3, {user.password_hash})
    WHERE {user.id} = $1 AND {user.status} = 'active' AND {user.password_hash} = $2";

const WRONG: &str = "UPDATE {user} SET {user.failed_sign_ins} = {user.failed_sign_ins} + 1
    WHERE {user.id} = $1 AND {user.status} = 'active'";

const CLOSE: &str =
    "UPDATE {user} SET {user.locked_at} = $2, {user.locked_until} = NULL, {user.lock_cause} = $3,
    {user.updated_at} = $2 WHERE {user.id} = $1 AND {user.failed_sign_ins} >= $4
    AND ({user.locked_at} IS NULL OR {user.locked_until} <= $2)";

const REOPEN: &str = "UPDATE {user} SET {user.locked_at} = NULL, {user.locked_until} = NULL, {user.lock_cause} = NULL,
    {user.failed_sign_ins} = 0 WHERE {user.id} = $1 AND {user.lock_cause} = $2";

const SET: &str = "UPDATE {user} SET {user.password_hash} = $2, {user.password_changed_at} = $3,
    {user.must_change_password} = FALSE, {user.failed_sign_ins} = 0, {user.updated_at} = $3
    WHERE {user.id} = $1 AND {user.status} = 'active'";

const DROP: &str =
    "UPDATE {user} SET {user.password_hash} = NULL, {user.password_changed_at} = NULL,
    {user.must_change_password} = FALSE, {user.failed_sign_ins} = 0, {user.updated_at} = $2
    WHERE {user.id} = $1 AND {user.password_hash} IS NOT NULL";

/// Takes failures back after the right password, and keeps a fresh hash where one was made; false when the
/// password is another one by now.
pub(crate) async fn right(
    edit: &mut Edit<'_>,
    user: &UserId,
    verified: &SecretString,
    rehashed: Option<String>,
) -> Result<bool> {
    let statement = sql(RIGHT)
        .bind(&user.0)
        .bind(verified.expose_secret())
        .bind(rehashed);
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Counts a failure; true when it was the one that closes password sign-in.
pub(crate) async fn wrong(edit: &mut Edit<'_>, user: &UserId, most: i64) -> Result<bool> {
    edit.tx.execute(sql(WRONG).bind(&user.0)).await?;
    let statement = sql(CLOSE)
        .bind(&user.0)
        .bind(edit.now())
        .bind(User::LOCKED_BY_FAILURES)
        .bind(most);
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Opens password sign-in again where failures closed it; an operator's lock stays.
pub(crate) async fn reopen(edit: &mut Edit<'_>, user: &UserId) -> Result<bool> {
    let statement = sql(REOPEN).bind(&user.0).bind(User::LOCKED_BY_FAILURES);
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Sets the password; false when the account is not active.
pub(crate) async fn set(edit: &mut Edit<'_>, user: &UserId, hash: String) -> Result<bool> {
    let statement = sql(SET).bind(&user.0).bind(hash).bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Takes the password away; false when there was none.
pub(crate) async fn remove(edit: &mut Edit<'_>, user: &UserId) -> Result<bool> {
    let statement = sql(DROP).bind(&user.0).bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

//! Addresses: an account made for one, proved, changed.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::{Edit, insert_user};
use crate::model::{NewUser, UserId};
use crate::store::notices::TOLD_TOO;

const PROVE: &str = "UPDATE {user} SET {user.email_verified_at} = $2, {user.updated_at} = $2
    WHERE {user.id} = $1 AND {user.email_verified_at} IS NULL AND {user.status} = 'active'";

const UNLINK: &str = "DELETE FROM {identity} WHERE {identity.user_id} = $1";

// Of two changes in a row the address before the first is kept, or a thief who changes it twice is told in its place.
const CHANGE: &str = "UPDATE {user} SET {user.previous_email} =
        CASE WHEN {user.previous_email} IS NOT NULL AND {user.email_changed_at} > $5
        THEN {user.previous_email} ELSE {user.email} END,
    {user.email} = $2, {user.email_normalized} = $3,
    {user.email_changed_at} = $4, {user.email_verified_at} = $4, {user.updated_at} = $4
    WHERE {user.id} = $1 AND {user.status} = 'active'
    AND NOT EXISTS (SELECT 1 FROM {user} o WHERE {o.user.email_normalized} = $3 AND {o.user.id} <> $1)";

/// Makes an account; false when the address has one.
pub(crate) async fn add(edit: &mut Edit<'_>, user: &NewUser) -> Result<bool> {
    // Of two registrations at the same moment one makes the account and the other finds it.
    let statement = insert_user(edit, user).push(" ON CONFLICT DO NOTHING", []);
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Notes that the address is proved; false when it was before.
pub(crate) async fn prove(edit: &mut Edit<'_>, user: &UserId) -> Result<bool> {
    let statement = sql(PROVE).bind(&user.0).bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Unlinks every identity; how many there were.
pub(crate) async fn unlink_all(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    edit.tx.execute(sql(UNLINK).bind(&user.0)).await
}

/// Changes the address to one that was just proved, and keeps the one before; false when it is taken by now.
pub(crate) async fn change(
    edit: &mut Edit<'_>,
    user: &UserId,
    email: &str,
    normalized: &str,
) -> Result<bool> {
    let statement = sql(CHANGE)
        .bind(&user.0)
        .bind(email)
        .bind(normalized)
        .bind(edit.now())
        .bind(edit.layout.at(edit.now.minus(TOLD_TOO)));
    Ok(edit.tx.execute(statement).await? == 1)
}

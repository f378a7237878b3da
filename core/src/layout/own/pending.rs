//! What could open an account without its factors: trusted devices, and tokens on their way.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::UserId;

const TRUSTED: &str = "DELETE FROM {trusted_device} WHERE {trusted_device.user_id} = $1";
const PENDING: [&str; 4] = [
    "UPDATE {password_reset} SET {password_reset.used_at} = $2
        WHERE {password_reset.user_id} = $1 AND {password_reset.used_at} IS NULL",
    "UPDATE {magic_link} SET {magic_link.used_at} = $2
        WHERE {magic_link.user_id} = $1 AND {magic_link.used_at} IS NULL",
    "UPDATE {verification} SET {verification.used_at} = $2
        WHERE {verification.user_id} = $1 AND {verification.used_at} IS NULL",
    "UPDATE {challenge} SET {challenge.used_at} = $2
        WHERE {challenge.user_id} = $1 AND {challenge.used_at} IS NULL",
];

pub(super) async fn forget_devices(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    edit.tx.execute(sql(TRUSTED).bind(&user.0)).await
}

/// Cancels pending resets, sign-in links, verification codes and unfinished sign-ins; how many there were.
pub(super) async fn cancel(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    let mut cancelled = 0;
    for text in PENDING {
        cancelled += edit
            .tx
            .execute(sql(text).bind(&user.0).bind(edit.now()))
            .await?;
    }
    Ok(cancelled)
}

//! The ban of the admin plugin. It is looked at only when a session begins, so sessions and API keys go with it.

use super::sessions;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{UserId, UserStatus};

const BAN: &str = "UPDATE {ba_user} SET {ba_user.banned} = TRUE, {ba_user.ban_reason} = 'closed by an operator',
    {ba_user.ban_expires} = NULL, {ba_user.updated_at} = {^ba_user.updated_at:$2}
    WHERE {ba_user.id} = $1 AND ({ba_user.banned} IS NOT TRUE OR {ba_user.ban_expires} IS NOT NULL)";
const LIFT: &str = "UPDATE {ba_user} SET {ba_user.banned} = FALSE, {ba_user.ban_reason} = NULL,
    {ba_user.ban_expires} = NULL, {ba_user.updated_at} = {^ba_user.updated_at:$2}
    WHERE {ba_user.id} = $1 AND {ba_user.banned}";

const KEYS_OF: [(&str, &str); 2] = [
    (
        "reference_id",
        "UPDATE {ba_api_key} SET {ba_api_key.enabled} = FALSE
            WHERE {ba_api_key.reference_id} = $1 AND {ba_api_key.enabled}",
    ),
    (
        "user_id",
        "UPDATE {ba_api_key} SET {ba_api_key.enabled} = FALSE
            WHERE {ba_api_key.user_id} = $1 AND {ba_api_key.enabled}",
    ),
];

pub(super) async fn set_status(
    edit: &mut Edit<'_>,
    user: &UserId,
    status: UserStatus,
) -> Result<u64> {
    let closes = status != UserStatus::Active;
    let text = if closes { BAN } else { LIFT };
    let changed = edit
        .tx
        .execute(sql(text).bind(&user.0).bind(edit.now))
        .await?;
    if closes && changed > 0 {
        sessions::end_all(edit, user).await?;
        disable_keys(edit, user).await?;
    }
    Ok(changed)
}

/// Disables every API key of a user; how many worked.
pub(super) async fn disable_keys(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    for (column, text) in KEYS_OF {
        if edit.layout.has_column("ba_api_key", column) {
            return edit.tx.execute(sql(text).bind(&user.0)).await;
        }
    }
    Ok(0)
}

//! API keys: stopped by a flag, which the application says of and which can be taken back.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{ApiKeyId, IdKind, UserId};

const DISABLE: &str = "UPDATE {ba_api_key} SET {ba_api_key.enabled} = FALSE
    WHERE {ba_api_key.id} = $1 AND {ba_api_key.enabled} IS NOT FALSE";
const ENABLE: &str = "UPDATE {ba_api_key} SET {ba_api_key.enabled} = TRUE
    WHERE {ba_api_key.id} = $1 AND {ba_api_key.enabled} IS NOT TRUE";

/// Whose a key is, by the column of its version.
const ALL_OF: [(&str, &str); 2] = [
    (
        "reference_id",
        "UPDATE {ba_api_key} SET {ba_api_key.enabled} = FALSE
            WHERE {~ba_api_key.reference_id} = $1 AND {ba_api_key.enabled} IS NOT FALSE",
    ),
    (
        "user_id",
        "UPDATE {ba_api_key} SET {ba_api_key.enabled} = FALSE
            WHERE {ba_api_key.user_id} = $1 AND {ba_api_key.enabled} IS NOT FALSE",
    ),
];

pub(super) async fn disable(edit: &mut Edit<'_>, key: &ApiKeyId) -> Result<u64> {
    edit.tx.execute(sql(DISABLE).bind(&key.0)).await
}

pub(super) async fn enable(edit: &mut Edit<'_>, key: &ApiKeyId) -> Result<u64> {
    edit.tx.execute(sql(ENABLE).bind(&key.0)).await
}

// A key does not say whether its number is a user's or an organization's.
const ALL_OF_ONE: &str = "UPDATE {ba_api_key} SET {ba_api_key.enabled} = FALSE
    WHERE {~ba_api_key.reference_id} = $1 AND {ba_api_key.enabled} IS NOT FALSE
    AND NOT EXISTS (SELECT 1 FROM {ba_organization} g WHERE {~g.ba_organization.id} = $1)";

/// Stops every key that is a user's beyond doubt; how many were taken.
pub(super) async fn disable_all(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    let layout = edit.layout;
    let is_doubtful = layout.ids() == IdKind::Integer && layout.has("ba_organization");
    if is_doubtful && layout.has_column("ba_api_key", "reference_id") {
        return edit.tx.execute(sql(ALL_OF_ONE).bind(&user.0)).await;
    }
    for (column, text) in ALL_OF {
        if edit.layout.has_column("ba_api_key", column) {
            return edit.tx.execute(sql(text).bind(&user.0)).await;
        }
    }
    Ok(0)
}

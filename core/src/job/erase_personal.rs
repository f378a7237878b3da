//! Erases a user's personal data from the audit; the chain stands.

use serde_json::json;

use super::system::record;
use crate::error::Result;
use crate::model::UserId;
use crate::store::{Directory, audit};

/// Erases the personal part of every entry about `user`, with an entry that says how many; returns the same.
pub async fn erase_personal(directory: &Directory, user: &UserId) -> Result<u64> {
    let mut tx = directory.begin().await?;
    let erased = audit::erase_personal(&mut tx, user).await?;
    if erased > 0 {
        let target = ("user", user.to_string());
        let detail = json!({ "entries": erased });
        record(
            &mut tx,
            directory,
            "audit erase-personal",
            Some(target),
            detail,
        )
        .await?;
    }
    tx.commit().await?;
    Ok(erased)
}

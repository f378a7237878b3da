//! The erasable parts of entries.

use crate::db::{Conn, Tx, sql};
use crate::error::Result;
use crate::model::UserId;

const ERASE: &str = "DELETE FROM {w}audit_personal
    WHERE seq IN (SELECT seq FROM {w}audit WHERE target_kind = 'user' AND target_id = $1)";

/// Erases the personal part of every entry about a user; the chain keeps the commitments. How many there were.
pub(crate) async fn erase_personal(tx: &mut Tx, user: &UserId) -> Result<u64> {
    tx.execute(sql(ERASE).bind(user.to_string())).await
}

//! A user's own row, held still while what hangs on it is counted.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::UserId;

// Changes nothing: it only makes whoever else writes this row wait.
const HOLD: &str = "UPDATE {sb_user} SET {sb_user.email} = {sb_user.email} WHERE {sb_user.id} = $1";

pub(super) async fn hold(edit: &mut Edit<'_>, user: &UserId) -> Result<()> {
    edit.tx.execute(sql(HOLD).bind(&user.0)).await.map(drop)
}

//! What is set on a user's own row.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::UserId;

// Changes nothing: it only makes whoever else writes this row wait.
const HOLD: &str = "UPDATE {as_user} SET {as_user.email} = {as_user.email} WHERE {as_user.id} = $1";

// An instant, not a yes: the adapters read it as a date.
const VERIFY_EMAIL: &str =
    "UPDATE {as_user} SET {as_user.email_verified} = {^as_user.email_verified:$2}
    WHERE {as_user.id} = $1 AND {as_user.email_verified} IS NULL AND {as_user.email} IS NOT NULL";
const CHANGED: &str =
    "UPDATE {as_user} SET {as_user.updated_at} = {^as_user.updated_at:$2} WHERE {as_user.id} = $1";

pub(super) async fn hold(edit: &mut Edit<'_>, user: &UserId) -> Result<()> {
    edit.tx.execute(sql(HOLD).bind(&user.0)).await.map(drop)
}

pub(super) async fn verify_email(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    let set = sql(VERIFY_EMAIL).bind(&user.0).bind(edit.now);
    let verified = edit.tx.execute(set).await?;
    if verified > 0 && edit.layout.has_column("as_user", "updated_at") {
        let changed = sql(CHANGED).bind(&user.0).bind(edit.now);
        edit.tx.execute(changed).await?;
    }
    Ok(verified)
}

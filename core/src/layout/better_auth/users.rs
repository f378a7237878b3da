//! What is set on a user's own row.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::UserId;

// Changes nothing: it only makes whoever else writes this row wait.
const HOLD: &str = "UPDATE {ba_user} SET {ba_user.email} = {ba_user.email} WHERE {ba_user.id} = $1";

const VERIFY_EMAIL: &str = "UPDATE {ba_user} SET {ba_user.email_verified} = TRUE,
    {ba_user.updated_at} = {^ba_user.updated_at:$2} WHERE {ba_user.id} = $1 AND {ba_user.email_verified} IS NOT TRUE";

pub(super) async fn hold(edit: &mut Edit<'_>, user: &UserId) -> Result<()> {
    edit.tx.execute(sql(HOLD).bind(&user.0)).await.map(drop)
}

pub(super) async fn verify_email(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    let statement = sql(VERIFY_EMAIL).bind(&user.0).bind(edit.now);
    edit.tx.execute(statement).await
}

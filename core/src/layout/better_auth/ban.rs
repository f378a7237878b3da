//! The ban of the admin plugin. It is looked at only when a session begins, so whoever bans ends
//! the sessions and stops the API keys too.

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

pub(super) async fn set_status(
    edit: &mut Edit<'_>,
    user: &UserId,
    status: UserStatus,
) -> Result<u64> {
    let closes = status != UserStatus::Active;
    let text = if closes { BAN } else { LIFT };
    let statement = sql(text).bind(&user.0).bind(edit.now);
    edit.tx.execute(statement).await
}

//! A verified address, as its own confirmation leaves it: with the user, with each identity of the same address, and in
//! what the user's token says.

use super::pending;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::UserId;

const CONFIRM: &str = "UPDATE {sb_user} SET {sb_user.email_confirmed_at} = {^sb_user.email_confirmed_at:$2},
    {sb_user.confirmation_token} = '',
    {sb_user.own_data} = coalesce({sb_user.own_data}, jsonb_build_object()) || jsonb_build_object('email_verified', TRUE),
    {sb_user.updated_at} = {^sb_user.updated_at:$2}
    WHERE {sb_user.id} = $1 AND {sb_user.email} <> '' AND {sb_user.email_confirmed_at} IS NULL";
const IDENTITIES: &str = "UPDATE {sb_identity} SET
    {sb_identity.data} = {sb_identity.data} || jsonb_build_object('email_verified', TRUE)
    WHERE {sb_identity.user_id} = $1
    AND {sb_identity.email} = (SELECT {u.sb_user.email} FROM {sb_user} u WHERE {u.sb_user.id} = $1)";

/// 0 where the address was verified before, or there is none.
pub(super) async fn email(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    let confirm = sql(CONFIRM).bind(&user.0).bind(edit.now());
    let confirmed = edit.tx.execute(confirm).await?;
    if confirmed > 0 {
        edit.tx.execute(sql(IDENTITIES).bind(&user.0)).await?;
        pending::forget_tokens(edit, user).await?;
    }
    Ok(confirmed)
}

//! What could open an account on its way: tokens that were mailed or texted, and sign-ins that are half done.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::UserId;

const TOKENS: &str = "DELETE FROM {sb_token} WHERE {sb_token.user_id} = $1";
// A code of a flow is worth a session to whoever began it.
const FLOWS: &str = "DELETE FROM {sb_flow} WHERE {sb_flow.user_id} = $1";
const CEREMONIES: &str = "DELETE FROM {sb_ceremony} WHERE {sb_ceremony.user_id} = $1";
// Never NULL: it reads them into plain strings, and one NULL fails every look at the user.
const CLEAR: &str = "UPDATE {sb_user} SET
    {sb_user.confirmation_token} = '', {sb_user.confirmation_sent_at} = NULL,
    {sb_user.recovery_token} = '', {sb_user.recovery_sent_at} = NULL,
    {sb_user.email_change} = '', {sb_user.change_token_current} = '', {sb_user.change_token_new} = '',
    {sb_user.email_change_sent_at} = NULL, {sb_user.email_change_status} = 0,
    {sb_user.phone_change} = '', {sb_user.phone_change_token} = '', {sb_user.phone_change_sent_at} = NULL,
    {sb_user.reauthentication_token} = '', {sb_user.reauthentication_sent_at} = NULL,
    {sb_user.updated_at} = {^sb_user.updated_at:$2}
    WHERE {sb_user.id} = $1";

/// Cancels all of it; how many tokens and half-done sign-ins there were.
pub(super) async fn cancel(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    let clear = sql(CLEAR).bind(&user.0).bind(edit.now());
    edit.tx.execute(clear).await?;
    let mut cancelled = forget_tokens(edit, user).await?;
    cancelled += edit.tx.execute(sql(FLOWS).bind(&user.0)).await?;
    if edit.layout.has("sb_ceremony") {
        cancelled += edit.tx.execute(sql(CEREMONIES).bind(&user.0)).await?;
    }
    Ok(cancelled)
}

/// Removes every token that was sent to a user; how many there were.
pub(super) async fn forget_tokens(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    edit.tx.execute(sql(TOKENS).bind(&user.0)).await
}

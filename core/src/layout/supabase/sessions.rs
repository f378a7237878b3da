//! Sessions end by their row's removal, as its own sign-out does it: refresh tokens and proofs go with the row.
//! Revoking the tokens instead would leave the session listed, and misses those of the newer kind, which have no row.

use crate::db::{Conn, Value, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{SessionId, UserId};

const END: &str = "DELETE FROM {sb_session} WHERE {sb_session.id} = $1";
const END_ALL: &str = "DELETE FROM {sb_session} WHERE {sb_session.user_id} = $1";
// From before there were sessions: they hang from nothing, and its column of users is text.
const OLD_TOKENS: &str =
    "DELETE FROM {sb_refresh} WHERE {sb_refresh.user_id} = $1 AND {sb_refresh.session_id} IS NULL";

pub(super) async fn end(edit: &mut Edit<'_>, session: &SessionId) -> Result<u64> {
    edit.tx.execute(sql(END).bind(&session.0)).await
}

pub(super) async fn end_all(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    let ended = edit.tx.execute(sql(END_ALL).bind(&user.0)).await?;
    end_old_tokens(edit, user).await?;
    Ok(ended)
}

pub(super) async fn end_others(
    edit: &mut Edit<'_>,
    user: &UserId,
    kept: &SessionId,
) -> Result<u64> {
    let others = sql(END_ALL)
        .bind(&user.0)
        .push(" AND {sb_session.id} <> ?", [Value::from(&kept.0)]);
    let ended = edit.tx.execute(others).await?;
    end_old_tokens(edit, user).await?;
    Ok(ended)
}

async fn end_old_tokens(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    let tokens = sql(OLD_TOKENS).bind(user.to_string());
    edit.tx.execute(tokens).await
}

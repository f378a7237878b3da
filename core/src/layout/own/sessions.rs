//! Sessions: ended with their refresh tokens, never one without the other.

use crate::db::{Conn, Value, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{EndedWhy, SessionId, UserId};

const END: &str = "UPDATE {session} SET {session.revoked_at} = $2, {session.revoked_why} = $3
    WHERE {session.id} = $1 AND {session.revoked_at} IS NULL AND {session.expires_at} > $2";

const END_TOKENS: &str = "UPDATE {refresh_token} SET {refresh_token.revoked_at} = $2
    WHERE {refresh_token.session_id} = $1 AND {refresh_token.revoked_at} IS NULL";

const END_ALL: &str = "UPDATE {session} SET {session.revoked_at} = $2, {session.revoked_why} = $3
    WHERE {session.user_id} = $1 AND {session.revoked_at} IS NULL AND {session.expires_at} > $2";

const END_ALL_TOKENS: &str = "UPDATE {refresh_token} SET {refresh_token.revoked_at} = $2
    WHERE {refresh_token.revoked_at} IS NULL AND {refresh_token.session_id} IN
    (SELECT {session.id} FROM {session} WHERE {session.user_id} = $1)";

pub(super) async fn end(edit: &mut Edit<'_>, session: &SessionId, why: EndedWhy) -> Result<u64> {
    let ended = edit
        .tx
        .execute(sql(END).bind(&session.0).bind(edit.now()).bind(why.word()))
        .await?;
    edit.tx
        .execute(sql(END_TOKENS).bind(&session.0).bind(edit.now()))
        .await?;
    Ok(ended)
}

pub(super) async fn end_all(edit: &mut Edit<'_>, user: &UserId, why: EndedWhy) -> Result<u64> {
    // Sessions first, as everywhere: a rotation holds its session's row, so that its token is there to be revoked.
    let ended = edit
        .tx
        .execute(sql(END_ALL).bind(&user.0).bind(edit.now()).bind(why.word()))
        .await?;
    edit.tx
        .execute(sql(END_ALL_TOKENS).bind(&user.0).bind(edit.now()))
        .await?;
    Ok(ended)
}

pub(super) async fn end_others(
    edit: &mut Edit<'_>,
    user: &UserId,
    kept: &SessionId,
    why: EndedWhy,
) -> Result<u64> {
    let sessions = sql(END_ALL).bind(&user.0).bind(edit.now()).bind(why.word());
    let others = sessions.push(" AND {session.id} <> ?", [Value::from(&kept.0)]);
    let ended = edit.tx.execute(others).await?;
    let tokens = sql(END_ALL_TOKENS).bind(&user.0).bind(edit.now());
    let others = tokens.push(
        " AND {refresh_token.session_id} <> ?",
        [Value::from(&kept.0)],
    );
    edit.tx.execute(others).await?;
    Ok(ended)
}

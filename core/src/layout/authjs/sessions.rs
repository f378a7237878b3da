//! Sessions end by their row's removal: a shortened one would be lengthened again by the next request.

use crate::db::{Conn, Value, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{SessionId, UserId};

const END: &str = "DELETE FROM {as_session} WHERE {as_session.id} = $1";
const END_PRINTED: &str = "DELETE FROM {as_session}
    WHERE CAST({as_session.user_id} AS TEXT) = $1 AND {#as_session.token} = $2";
const END_ALL: &str = "DELETE FROM {as_session} WHERE {as_session.user_id} = $1";

pub(super) async fn end(edit: &mut Edit<'_>, session: &SessionId) -> Result<u64> {
    let statement = if is_named(edit) {
        sql(END).bind(&session.0)
    } else if let Some((user, print)) = session.printed() {
        sql(END_PRINTED).bind(user).bind(print)
    } else {
        return Ok(0);
    };
    edit.tx.execute(statement).await
}

pub(super) async fn end_all(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    edit.tx.execute(sql(END_ALL).bind(&user.0)).await
}

pub(super) async fn end_others(
    edit: &mut Edit<'_>,
    user: &UserId,
    kept: &SessionId,
) -> Result<u64> {
    let all = sql(END_ALL).bind(&user.0);
    let others = match kept.printed() {
        _ if is_named(edit) => all.push(" AND {as_session.id} <> ?", [Value::from(&kept.0)]),
        Some((_, print)) => all.push(" AND {#as_session.token} <> ?", [Value::from(print)]),
        None => all,
    };
    edit.tx.execute(others).await
}

/// Whether sessions have an id besides their token.
fn is_named(edit: &Edit<'_>) -> bool {
    edit.layout.has_column("as_session", "id")
}

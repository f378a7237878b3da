//! Sessions end by their row's removal: a shortened one would be lengthened again by the next request.

use crate::db::{Conn, Value, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{SessionId, UserId};

const END: &str = "DELETE FROM {ba_session} WHERE {ba_session.id} = $1";
const END_ALL: &str = "DELETE FROM {ba_session} WHERE {ba_session.user_id} = $1";

pub(super) async fn end(edit: &mut Edit<'_>, session: &SessionId) -> Result<u64> {
    edit.tx.execute(sql(END).bind(&session.0)).await
}

pub(super) async fn end_all(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    edit.tx.execute(sql(END_ALL).bind(&user.0)).await
}

pub(super) async fn end_others(
    edit: &mut Edit<'_>,
    user: &UserId,
    kept: &SessionId,
) -> Result<u64> {
    let others = sql(END_ALL)
        .bind(&user.0)
        .push(" AND {ba_session.id} <> ?", [Value::from(&kept.0)]);
    edit.tx.execute(others).await
}

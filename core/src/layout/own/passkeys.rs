//! Passkeys: removed.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{PasskeyId, UserId};

const REMOVE: &str = "DELETE FROM {passkey} WHERE {passkey.id} = $1 AND {passkey.user_id} = $2";

pub(super) async fn remove(edit: &mut Edit<'_>, user: &UserId, passkey: &PasskeyId) -> Result<u64> {
    let statement = sql(REMOVE).bind(&passkey.0).bind(&user.0);
    edit.tx.execute(statement).await
}

//! Passkeys: a removed row signs in no more.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{PasskeyId, UserId};

const REMOVE: &str =
    "DELETE FROM {ba_passkey} WHERE {ba_passkey.id} = $1 AND {ba_passkey.user_id} = $2";

pub(super) async fn remove(edit: &mut Edit<'_>, user: &UserId, passkey: &PasskeyId) -> Result<u64> {
    let statement = sql(REMOVE).bind(&passkey.0).bind(&user.0);
    edit.tx.execute(statement).await
}

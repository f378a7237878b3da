//! Mail links on their way: whoever holds one signs in as its address.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::UserId;

const CANCEL: &str = "DELETE FROM {as_token} WHERE {as_token.identifier} =
    (SELECT {u.as_user.email} FROM {as_user} u WHERE {u.as_user.id} = $1)";

/// Takes back every link to a user; how many there were.
pub(super) async fn cancel(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    if !edit.layout.has("as_token") {
        return Ok(0);
    }
    edit.tx.execute(sql(CANCEL).bind(&user.0)).await
}

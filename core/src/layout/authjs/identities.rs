//! Linked accounts. Without its row whoever has nothing else is turned away (`OAuthAccountNotLinked`).

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{IdentityId, UserId};

const UNLINK: &str =
    "DELETE FROM {as_account} WHERE {as_account.user_id} = $2 AND {as_account.id} = $1";
// Its name here is both halves of its key.
const UNLINK_NAMED: &str = "DELETE FROM {as_account} WHERE {as_account.user_id} = $2
    AND {as_account.provider} || ':' || {as_account.subject} = $1";

pub(super) async fn unlink(
    edit: &mut Edit<'_>,
    user: &UserId,
    identity: &IdentityId,
) -> Result<u64> {
    let has_id = edit.layout.has_column("as_account", "id");
    let text = if has_id { UNLINK } else { UNLINK_NAMED };
    let statement = sql(text).bind(&identity.0).bind(&user.0);
    edit.tx.execute(statement).await
}

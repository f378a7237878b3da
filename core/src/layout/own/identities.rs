//! Identities: unlinked.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{IdentityId, UserId};

const UNLINK: &str = "DELETE FROM {identity} WHERE {identity.id} = $1 AND {identity.user_id} = $2";

pub(super) async fn unlink(
    edit: &mut Edit<'_>,
    user: &UserId,
    identity: &IdentityId,
) -> Result<u64> {
    let statement = sql(UNLINK).bind(&identity.0).bind(&user.0);
    edit.tx.execute(statement).await
}

//! Linked accounts. The password is a row of the same table, which is no identity.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{IdentityId, UserId};

const UNLINK: &str =
    "DELETE FROM {ba_account} WHERE {ba_account.id} = $1 AND {ba_account.user_id} = $2
    AND {ba_account.provider_id} <> 'credential'";

pub(super) async fn unlink(
    edit: &mut Edit<'_>,
    user: &UserId,
    identity: &IdentityId,
) -> Result<u64> {
    let statement = sql(UNLINK).bind(&identity.0).bind(&user.0);
    edit.tx.execute(statement).await
}

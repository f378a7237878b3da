//! Invitations: revoked.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::InvitationId;

const REVOKE: &str = "UPDATE {invitation} SET {invitation.revoked_at} = $2
    WHERE {invitation.id} = $1 AND {invitation.accepted_at} IS NULL AND {invitation.revoked_at} IS NULL";

pub(super) async fn revoke(edit: &mut Edit<'_>, invitation: &InvitationId) -> Result<u64> {
    let statement = sql(REVOKE).bind(&invitation.0).bind(edit.now());
    edit.tx.execute(statement).await
}

//! Invitations: cancelled, not deleted, so that their history stays.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::InvitationId;

const CANCEL: &str = "UPDATE {ba_invitation} SET {ba_invitation.status} = 'canceled'
    WHERE {ba_invitation.id} = $1 AND {ba_invitation.status} = 'pending'";

pub(super) async fn cancel(edit: &mut Edit<'_>, invitation: &InvitationId) -> Result<u64> {
    edit.tx.execute(sql(CANCEL).bind(&invitation.0)).await
}

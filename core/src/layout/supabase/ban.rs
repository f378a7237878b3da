//! The ban: an instant it lasts until. It is looked at when a session begins or is refreshed; whoever bans ends the
//! sessions too.

use std::time::Duration;

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{UserId, UserStatus};

const SET: &str = "UPDATE {sb_user} SET {sb_user.banned_until} = {^sb_user.banned_until:$2},
    {sb_user.updated_at} = {^sb_user.updated_at:$3}
    WHERE {sb_user.id} = $1 AND {sb_user.deleted_at} IS NULL
    AND ({sb_user.banned_until} IS NULL OR {@sb_user.banned_until} <= $3)";
const LIFT: &str = "UPDATE {sb_user} SET {sb_user.banned_until} = NULL, {sb_user.updated_at} = {^sb_user.updated_at:$2}
    WHERE {sb_user.id} = $1 AND {@sb_user.banned_until} > $2";

/// A hundred years, as its own dashboard bans for good: it cannot read an infinity.
const FOR_GOOD: Duration = Duration::from_hours(876_000);

pub(super) async fn set_status(
    edit: &mut Edit<'_>,
    user: &UserId,
    status: UserStatus,
) -> Result<u64> {
    if status == UserStatus::Active {
        let lift = sql(LIFT).bind(&user.0).bind(edit.now());
        return edit.tx.execute(lift).await;
    }
    let until = edit.layout.at(edit.now.plus(FOR_GOOD));
    let set = sql(SET).bind(&user.0).bind(until).bind(edit.now());
    edit.tx.execute(set).await
}

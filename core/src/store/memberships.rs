//! The roles a user holds, for whoever may look at the user.

use super::Directory;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::model::{Membership, UserId};

/// The columns of a [`Membership`], under the aliases `m` and `t`.
macro_rules! membership_columns {
    () => {
        "{m.membership.id} AS id, {m.membership.tenant_id} AS tenant_id, {t.tenant.slug} AS tenant,
        {t.tenant.name} AS tenant_name, {t.tenant.status} AS tenant_status, {m.membership.role} AS role,
        {@m.membership.created_at} AS since"
    };
}
pub(super) use membership_columns;

const OF_USER: &str = concat!(
    "SELECT ",
    membership_columns!(),
    " FROM {membership} m LEFT JOIN {tenant} t ON {t.tenant.id} = {m.membership.tenant_id}
    WHERE {m.membership.user_id} = $1 ORDER BY {m.membership.created_at}, {m.membership.id} LIMIT 200"
);

impl Directory {
    /// The roles a user holds and where, oldest first; 200 at most.
    pub async fn memberships_of(&self, user: &UserId) -> Result<Vec<Membership>> {
        self.db().all(sql(OF_USER).bind(&user.0)).await
    }
}

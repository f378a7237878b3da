//! The identities of a user, for whoever may look at the user.

use super::Directory;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::model::{Identity, IdentityId, UserId};

/// The columns of an [`Identity`], under the alias `i`.
macro_rules! identity_columns {
    () => {
        "{i.identity.id} AS id, {i.identity.user_id} AS user_id, {i.identity.provider} AS provider,
        {i.identity.subject} AS subject, {i.identity.email} AS email,
        {i.identity.email_verified} AS email_verified, {@i.identity.created_at} AS created_at,
        {@i.identity.last_used_at} AS last_used_at"
    };
}
pub(super) use identity_columns;

const OF_USER: &str = concat!(
    "SELECT ",
    identity_columns!(),
    " FROM {identity} i WHERE {i.identity.user_id} = $1
    ORDER BY {i.identity.created_at}, {i.identity.id} LIMIT 100"
);

const BY_ID: &str = concat!(
    "SELECT ",
    identity_columns!(),
    " FROM {identity} i WHERE {i.identity.id} = $1"
);

/// The identity with this id.
pub(crate) async fn by_id(on: &mut impl Conn, id: &IdentityId) -> Result<Option<Identity>> {
    on.optional(sql(BY_ID).bind(&id.0)).await
}

impl Directory {
    /// The identities linked to a user, oldest first; 100 at most.
    pub async fn identities_of(&self, user: &UserId) -> Result<Vec<Identity>> {
        self.db().all(sql(OF_USER).bind(&user.0)).await
    }
}

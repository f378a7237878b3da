//! One passkey, for whoever may change it.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::model::{PasskeyId, UserId};

const OWNER: &str = "SELECT {p.passkey.user_id} AS user_id, {p.passkey.label} AS label
    FROM {passkey} p WHERE {p.passkey.id} = $1";

/// Whose a passkey is, and what they call it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Owned {
    pub(crate) user_id: UserId,
    pub(crate) label: Option<String>,
}

/// Whose the passkey with this id is.
pub(crate) async fn by_id(on: &mut impl Conn, id: &PasskeyId) -> Result<Option<Owned>> {
    on.optional(sql(OWNER).bind(&id.0)).await
}

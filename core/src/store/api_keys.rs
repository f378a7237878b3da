//! API keys, where the application keeps any.

use crate::db::{Conn, Int, sql};
use crate::error::Result;
use crate::model::{ApiKey, ApiKeyId, UserId, counted};

/// The columns of an [`ApiKey`], under the alias `k`; an organization's key is no user's.
macro_rules! api_key_columns {
    () => {
        "{k.api_key.id} AS id, (SELECT {u.user.id} FROM {user} u WHERE {u.user.id} = {k.api_key.user_id}) AS user_id,
        {k.api_key.label} AS label, {k.api_key.fingerprint} AS fingerprint, {k.api_key.enabled} AS enabled,
        {@k.api_key.created_at} AS created_at, {@k.api_key.expires_at} AS expires_at,
        {@k.api_key.last_used_at} AS last_used_at"
    };
}
pub(super) use api_key_columns;

const BY_ID: &str = concat!(
    "SELECT ",
    api_key_columns!(),
    " FROM {api_key} k WHERE {k.api_key.id} = $1"
);

const STOPPED: &str = "SELECT count(*) FROM {api_key} k
    WHERE {k.api_key.user_id} = $1 AND {k.api_key.enabled} = FALSE";

const UNCLEAR: &str = "SELECT count(*) FROM {api_key} k
    WHERE {k.api_key.unclear_of} = $1 AND {k.api_key.enabled} = TRUE";

/// What an operator should know of keys that may be a user's or somebody else's, where there are any that are taken.
pub(crate) async fn unclear_of(on: &mut impl Conn, user: &UserId) -> Result<Option<String>> {
    let (Int(count),): (Int,) = on.one(sql(UNCLEAR).bind(&user.0)).await?;
    let what = [
        "API key is the user's or an organization's of the same number, and is still taken",
        "API keys are the user's or an organization's of the same number, and are still taken",
    ];
    Ok((count > 0).then(|| counted(count, what)))
}

/// The key with this id.
pub(crate) async fn by_id(on: &mut impl Conn, id: &ApiKeyId) -> Result<Option<ApiKey>> {
    on.optional(sql(BY_ID).bind(&id.0)).await
}

/// How many keys of a user are not taken.
pub(crate) async fn stopped_of(on: &mut impl Conn, user: &UserId) -> Result<i64> {
    let (Int(count),): (Int,) = on.one(sql(STOPPED).bind(&user.0)).await?;
    Ok(count)
}

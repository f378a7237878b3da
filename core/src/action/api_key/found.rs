//! The key an action is about, and whose it is.

use crate::action::Target;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{ApiKey, ApiKeyId};
use crate::store::api_keys;

pub(super) async fn key(on: &mut impl Conn, id: &ApiKeyId) -> Result<ApiKey> {
    let found = api_keys::by_id(on, id).await?;
    found.ok_or_else(|| Error::not_found("API key", id))
}

/// Its user, who may be protected; an organization's key is a thing of its own.
pub(super) async fn target(on: &mut impl Conn, id: &ApiKeyId) -> Result<Target> {
    let key = key(on, id).await?;
    Ok(key.user_id.map_or_else(
        || Target::Own {
            kind: "api_key",
            id: id.to_string(),
        },
        Target::User,
    ))
}

/// What it is called, and what tells it apart.
pub(super) fn named(key: &ApiKey) -> String {
    let label = key.label.as_deref().unwrap_or("without a name");
    format!("the API key {label} ({})", key.fingerprint)
}

pub(super) fn unchanged(what: &'static str, id: &ApiKeyId) -> Error {
    Error::Conflict {
        what,
        value: id.to_string(),
    }
}

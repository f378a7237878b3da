//! Service tokens: looked up by hash, listed, added, revoked.

use uuid::Uuid;

use super::Directory;
use crate::crypto::token::TokenHash;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::model::{Id, OperatorRole, ServiceToken, Ts};

macro_rules! columns {
    () => {
        "SELECT id, name, hint, role, actions, may_do_sensitive, created_by, created_at, expires_at,
        last_used_at, revoked_at FROM {w}service_tokens "
    };
}

const LIST: &str = concat!(columns!(), "ORDER BY created_at DESC, id DESC");
const BY_NAME: &str = concat!(columns!(), "WHERE name = $1");
const BY_HASH: &str = concat!(columns!(), "WHERE token_hash = $1");
const ADD: &str =
    "INSERT INTO {w}service_tokens (id, name, token_hash, hint, role, actions, may_do_sensitive,
    created_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const REVOKE: &str =
    "UPDATE {w}service_tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
const USED: &str = "UPDATE {w}service_tokens SET last_used_at = $2 WHERE id = $1";

/// A token about to be added.
pub(crate) struct NewToken {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) hash: TokenHash,
    pub(crate) hint: String,
    pub(crate) role: OperatorRole,
    pub(crate) actions: Vec<String>,
    pub(crate) may_do_sensitive: bool,
    pub(crate) by: String,
    pub(crate) at: Ts,
    pub(crate) expires_at: Ts,
}

impl Directory {
    /// Every service token, newest first; revoked and expired ones too, none with its secret.
    pub async fn service_tokens(&self) -> Result<Vec<ServiceToken>> {
        self.db().all(sql(LIST)).await
    }

    /// The service token with this name.
    pub async fn service_token(&self, name: &str) -> Result<Option<ServiceToken>> {
        by_name(&mut self.db(), name).await
    }
}

pub(crate) async fn by_name(on: &mut impl Conn, name: &str) -> Result<Option<ServiceToken>> {
    on.optional(sql(BY_NAME).bind(name)).await
}

pub(crate) async fn by_hash(on: &mut impl Conn, hash: &TokenHash) -> Result<Option<ServiceToken>> {
    on.optional(sql(BY_HASH).bind(*hash.as_bytes())).await
}

pub(crate) async fn add(on: &mut impl Conn, new: NewToken) -> Result<()> {
    let statement = sql(ADD)
        .bind(new.id)
        .bind(new.name)
        .bind(*new.hash.as_bytes())
        .bind(new.hint)
        .bind(new.role.word())
        .bind(serde_json::json!(new.actions))
        .bind(new.may_do_sensitive)
        .bind(new.by)
        .bind(new.at)
        .bind(new.expires_at);
    on.execute(statement).await.map(drop)
}

pub(crate) async fn revoke(on: &mut impl Conn, id: &Id, at: Ts) -> Result<u64> {
    on.execute(sql(REVOKE).bind(id).bind(at)).await
}

pub(crate) async fn used(on: &mut impl Conn, id: &Id, at: Ts) -> Result<u64> {
    on.execute(sql(USED).bind(id).bind(at)).await
}

//! Identities: linked once a provider's account, used, unlinked.

use crate::crypto::sealed::Sealed;
use crate::db::{Conn, Int, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{Identity, IdentityId, UserId};
use crate::store::identities::identity_columns;

// Unique per provider: of two who link it at the same moment one does.
const ADD: &str = "INSERT INTO {identity} ({identity.id}, {identity.user_id}, {identity.provider}, {identity.subject},
    {identity.email}, {identity.email_verified}, {identity.tokens_sealed}, {identity.key_version},
    {identity.created_at}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT ({identity.provider}, {identity.subject}) DO NOTHING";

// A provider gives some tokens only once: what it does not give again stays.
const USED: &str = "UPDATE {identity} SET {identity.email} = $2, {identity.email_verified} = $3,
    {identity.tokens_sealed} = coalesce($4, {identity.tokens_sealed}),
    {identity.key_version} = coalesce($5, {identity.key_version}), {identity.last_used_at} = $6
    WHERE {identity.id} = $1";

const BY_SUBJECT: &str = concat!(
    "SELECT ",
    identity_columns!(),
    " FROM {identity} i WHERE {i.identity.provider} = $1 AND {i.identity.subject} = $2"
);

const BY_ID: &str = concat!(
    "SELECT ",
    identity_columns!(),
    " FROM {identity} i WHERE {i.identity.id} = $1 AND {i.identity.user_id} = $2"
);

const TOKENS: &str = "SELECT {i.identity.tokens_sealed} AS tokens FROM {identity} i
    WHERE {i.identity.id} = $1 AND {i.identity.user_id} = $2";

const OTHERS: &str = "SELECT count(*) FROM {identity} i
    WHERE {i.identity.user_id} = $1 AND {i.identity.id} <> $2";

/// What a provider said this time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'a> {
    pub(crate) email: Option<&'a str>,
    pub(crate) email_verified: bool,
    pub(crate) tokens: Option<&'a Sealed>,
}

impl Said<'_> {
    fn version(&self) -> Option<i64> {
        self.tokens.map(|sealed| i64::from(sealed.key_version().0))
    }

    fn bytes(&self) -> Option<Vec<u8>> {
        self.tokens.map(|sealed| sealed.as_bytes().to_vec())
    }
}

/// Links it; false when the provider's account is linked already, to whomever.
pub(crate) async fn add(
    edit: &mut Edit<'_>,
    id: &IdentityId,
    user: &UserId,
    named: (&str, &str),
    said: Said<'_>,
) -> Result<bool> {
    let statement = sql(ADD)
        .bind(&id.0)
        .bind(&user.0)
        .bind(named.0)
        .bind(named.1)
        .bind(said.email)
        .bind(said.email_verified)
        .bind(said.bytes())
        .bind(said.version())
        .bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Notes that it was used, and what the provider said.
pub(crate) async fn used(edit: &mut Edit<'_>, id: &IdentityId, said: Said<'_>) -> Result<()> {
    let statement = sql(USED)
        .bind(&id.0)
        .bind(said.email)
        .bind(said.email_verified)
        .bind(said.bytes())
        .bind(said.version())
        .bind(edit.now());
    edit.tx.execute(statement).await.map(drop)
}

/// Unlinks it; false when the user has none with this id.
pub(crate) async fn remove(edit: &mut Edit<'_>, id: &IdentityId, user: &UserId) -> Result<bool> {
    let changes = edit.layout.changes();
    Ok(changes.unlink_identity(edit, user, id).await? == 1)
}

/// The identity of a provider's account.
pub(crate) async fn by_subject(
    on: &mut impl Conn,
    provider: &str,
    subject: &str,
) -> Result<Option<Identity>> {
    on.optional(sql(BY_SUBJECT).bind(provider).bind(subject))
        .await
}

/// One identity of a user.
pub(crate) async fn by_id(
    on: &mut impl Conn,
    id: &IdentityId,
    user: &UserId,
) -> Result<Option<Identity>> {
    on.optional(sql(BY_ID).bind(&id.0).bind(&user.0)).await
}

/// The sealed tokens of one identity of a user.
pub(crate) async fn tokens(
    on: &mut impl Conn,
    id: &IdentityId,
    user: &UserId,
) -> Result<Option<Vec<u8>>> {
    let row: Option<(Option<Vec<u8>>,)> =
        on.optional(sql(TOKENS).bind(&id.0).bind(&user.0)).await?;
    Ok(row.and_then(|(tokens,)| tokens))
}

/// How many identities a user has besides this one.
pub(crate) async fn others(on: &mut impl Conn, id: &IdentityId, user: &UserId) -> Result<i64> {
    let (count,): (Int,) = on.one(sql(OTHERS).bind(&user.0).bind(&id.0)).await?;
    Ok(count.0)
}

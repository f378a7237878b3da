//! Passkeys: public keys with the counter and the backup state last seen.

use uuid::Uuid;

use crate::db::{Conn, Int, Value, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{Id, PasskeyId, UserId};

const ADD: &str =
    "INSERT INTO {passkey} ({passkey.id}, {passkey.user_id}, {passkey.credential_id},
    {passkey.public_key}, {passkey.sign_count}, {passkey.aaguid}, {passkey.transports}, {passkey.backed_up},
    {passkey.label}, {passkey.created_at}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

macro_rules! passkeys {
    ($which:literal) => {
        concat!(
            "SELECT {p.passkey.id} AS id, {p.passkey.user_id} AS user_id,
            {p.passkey.credential_id} AS credential_id, {p.passkey.public_key} AS public_key,
            {p.passkey.sign_count} AS sign_count, {p.passkey.transports} AS transports,
            {p.passkey.backed_up} AS backed_up FROM {passkey} p WHERE ",
            $which
        )
    };
}

const OF_USER: &str = passkeys!("{p.passkey.user_id} = $1 ORDER BY {p.passkey.created_at}");
const BY_CREDENTIAL: &str = passkeys!("{p.passkey.credential_id} = $1");

// One statement decides: of two uses with the same counter only one is accepted. An authenticator that does not
// count says 0 every time (WebAuthn level 2, section 6.1.1).
const USED: &str = "UPDATE {passkey} SET {passkey.sign_count} = $2, {passkey.backed_up} = $3,
    {passkey.last_used_at} = $4 WHERE {passkey.id} = $1
    AND ({passkey.sign_count} < $2 OR ({passkey.sign_count} = 0 AND $2 = 0))";

const RENAME: &str = "UPDATE {passkey} SET {passkey.label} = $3
    WHERE {passkey.id} = $1 AND {passkey.user_id} = $2";

/// A passkey about to be stored.
#[derive(Debug)]
pub(crate) struct NewPasskey<'a> {
    pub(crate) id: &'a Id,
    pub(crate) user: &'a UserId,
    pub(crate) credential_id: &'a [u8],
    /// The credential as the verifier reads it back.
    pub(crate) public_key: Vec<u8>,
    pub(crate) sign_count: u32,
    /// The make of the authenticator, as it says itself.
    pub(crate) aaguid: Option<Uuid>,
    /// How a browser reaches it: a JSON list.
    pub(crate) transports: serde_json::Value,
    pub(crate) backed_up: bool,
    pub(crate) label: &'a str,
}

/// A passkey as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct StoredPasskey {
    pub(crate) id: Id,
    pub(crate) user_id: UserId,
    pub(crate) credential_id: Vec<u8>,
    pub(crate) public_key: Vec<u8>,
    #[sqlx(try_from = "Int")]
    pub(crate) sign_count: i64,
    pub(crate) transports: serde_json::Value,
    pub(crate) backed_up: bool,
}

pub(crate) async fn add(edit: &mut Edit<'_>, new: NewPasskey<'_>) -> Result<()> {
    let statement = sql(ADD)
        .bind(new.id)
        .bind(&new.user.0)
        .bind(new.credential_id)
        .bind(new.public_key)
        .bind(new.sign_count)
        .bind(Value::Id(new.aaguid.map(Id::Uuid)))
        .bind(new.transports)
        .bind(new.backed_up)
        .bind(new.label)
        .bind(edit.now());
    edit.tx.execute(statement).await.map(drop)
}

/// A user's passkeys, oldest first.
pub(crate) async fn of_user(on: &mut impl Conn, user: &UserId) -> Result<Vec<StoredPasskey>> {
    on.all(sql(OF_USER).bind(&user.0)).await
}

/// The passkey a browser named.
pub(crate) async fn by_credential(
    on: &mut impl Conn,
    credential_id: &[u8],
) -> Result<Option<StoredPasskey>> {
    on.optional(sql(BY_CREDENTIAL).bind(credential_id)).await
}

/// Notes a use; false when the counter did not go on, or the passkey is gone.
pub(crate) async fn used(
    edit: &mut Edit<'_>,
    id: &Id,
    sign_count: u32,
    backed_up: bool,
) -> Result<bool> {
    let statement = sql(USED)
        .bind(id)
        .bind(sign_count)
        .bind(backed_up)
        .bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Renames one; false when the user has none such.
pub(crate) async fn rename(
    edit: &mut Edit<'_>,
    id: &Id,
    user: &UserId,
    label: &str,
) -> Result<bool> {
    let statement = sql(RENAME).bind(id).bind(&user.0).bind(label);
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Removes one; false when the user has none such.
pub(crate) async fn remove(edit: &mut Edit<'_>, id: &Id, user: &UserId) -> Result<bool> {
    let changes = edit.layout.changes();
    let passkey = PasskeyId(id.clone());
    Ok(changes.remove_passkey(edit, user, &passkey).await? == 1)
}

//! The reset of second factors, passkeys among them. Every session goes too: one that was proved twice would keep
//! saying so.

use super::{pending, sessions};
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::{Edit, FactorsReset};
use crate::model::UserId;

const CODES: &str =
    "DELETE FROM {sb_factor} WHERE {sb_factor.user_id} = $1 AND {sb_factor.kind} <> 'webauthn'";
const KEYS: &str =
    "DELETE FROM {sb_factor} WHERE {sb_factor.user_id} = $1 AND {sb_factor.kind} = 'webauthn'";
const PASSKEYS: &str = "DELETE FROM {sb_passkey} WHERE {sb_passkey.user_id} = $1";

pub(super) async fn reset(edit: &mut Edit<'_>, user: &UserId) -> Result<FactorsReset> {
    let mut passkeys = edit.tx.execute(sql(KEYS).bind(&user.0)).await?;
    if edit.layout.has("sb_passkey") {
        passkeys += edit.tx.execute(sql(PASSKEYS).bind(&user.0)).await?;
    }
    Ok(FactorsReset {
        totp: edit.tx.execute(sql(CODES).bind(&user.0)).await?,
        passkeys,
        code_sets: 0,
        sessions: sessions::end_all(edit, user).await?,
        trusted_devices: 0,
        pending: pending::cancel(edit, user).await?,
    })
}

//! The reset of second factors. Half of one is harmful: the flag alone forbids enrolling again, the row alone locks out.

use super::sessions;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::{Edit, FactorsReset};
use crate::model::UserId;

const OFF: &str = "UPDATE {ba_user} SET {ba_user.two_factor_enabled} = FALSE,
    {ba_user.updated_at} = {^ba_user.updated_at:$2} WHERE {ba_user.id} = $1";
const TOTP: &str = "DELETE FROM {ba_two_factor} WHERE {ba_two_factor.user_id} = $1";
const PASSKEYS: &str = "DELETE FROM {ba_passkey} WHERE {ba_passkey.user_id} = $1";
const TRUSTED: &str = "DELETE FROM {ba_verification} WHERE {ba_verification.value} = $1
    AND {ba_verification.identifier} LIKE 'trust-device-%'";
// What counts attempts has a number for its value, which is another user's id where ids are numbers.
const PENDING: &str = "DELETE FROM {ba_verification} WHERE {ba_verification.value} = $1
    AND {ba_verification.identifier} NOT LIKE '2fa-attempts-%' AND {ba_verification.identifier} NOT LIKE '2fa-otp-%'
    AND ({ba_verification.identifier} LIKE '2fa-%' OR {ba_verification.identifier} LIKE 'reset-password:%')";

const UNLOCK: &str = "UPDATE {ba_two_factor} SET {ba_two_factor.failed} = 0, {ba_two_factor.locked_until} = NULL
    WHERE {ba_two_factor.user_id} = $1 AND ({ba_two_factor.failed} > 0 OR {ba_two_factor.locked_until} IS NOT NULL)";

pub(super) async fn reset(edit: &mut Edit<'_>, user: &UserId) -> Result<FactorsReset> {
    let off = sql(OFF).bind(&user.0).bind(edit.now);
    edit.tx.execute(off).await?;
    let id = user.to_string();
    let passkeys = if edit.layout.has("ba_passkey") {
        edit.tx.execute(sql(PASSKEYS).bind(&user.0)).await?
    } else {
        0
    };
    let totp = edit.tx.execute(sql(TOTP).bind(&user.0)).await?;
    Ok(FactorsReset {
        totp,
        passkeys,
        // A set is in the row of its authenticator.
        code_sets: totp,
        sessions: sessions::end_all(edit, user).await?,
        trusted_devices: edit.tx.execute(sql(TRUSTED).bind(&id)).await?,
        pending: edit.tx.execute(sql(PENDING).bind(&id)).await?,
    })
}

pub(super) async fn unlock(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    edit.tx.execute(sql(UNLOCK).bind(&user.0)).await
}

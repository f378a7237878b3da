//! The reset of second factors: everything that could pass for the second factor goes, in one transaction.

use super::{codes, sessions};
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::{Edit, FactorsReset};
use crate::model::{EndedWhy, UserId};

const TOTP: &str = "DELETE FROM {totp_factor} WHERE {totp_factor.user_id} = $1";
const PASSKEYS: &str = "DELETE FROM {passkey} WHERE {passkey.user_id} = $1";
const TRUSTED: &str = "DELETE FROM {trusted_device} WHERE {trusted_device.user_id} = $1";
const PENDING: [&str; 3] = [
    "UPDATE {password_reset} SET {password_reset.used_at} = $2
        WHERE {password_reset.user_id} = $1 AND {password_reset.used_at} IS NULL",
    "UPDATE {magic_link} SET {magic_link.used_at} = $2
        WHERE {magic_link.user_id} = $1 AND {magic_link.used_at} IS NULL",
    "UPDATE {verification} SET {verification.used_at} = $2
        WHERE {verification.user_id} = $1 AND {verification.used_at} IS NULL",
];

pub(super) async fn reset(edit: &mut Edit<'_>, user: &UserId) -> Result<FactorsReset> {
    let mut report = FactorsReset {
        totp: edit.tx.execute(sql(TOTP).bind(&user.0)).await?,
        passkeys: edit.tx.execute(sql(PASSKEYS).bind(&user.0)).await?,
        trusted_devices: edit.tx.execute(sql(TRUSTED).bind(&user.0)).await?,
        code_sets: codes::void_all(edit, user).await?,
        sessions: sessions::end_all(edit, user, EndedWhy::FactorReset).await?,
        pending: 0,
    };
    for text in PENDING {
        report.pending += edit
            .tx
            .execute(sql(text).bind(&user.0).bind(edit.now()))
            .await?;
    }
    Ok(report)
}

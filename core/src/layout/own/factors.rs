//! The reset of second factors: everything that could pass for the second factor goes, in one transaction.

use super::{codes, pending, sessions};
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::{Edit, FactorsReset};
use crate::model::{EndedWhy, UserId};

const TOTP: &str = "DELETE FROM {totp_factor} WHERE {totp_factor.user_id} = $1";
const PASSKEYS: &str = "DELETE FROM {passkey} WHERE {passkey.user_id} = $1";

pub(super) async fn reset(edit: &mut Edit<'_>, user: &UserId) -> Result<FactorsReset> {
    Ok(FactorsReset {
        totp: edit.tx.execute(sql(TOTP).bind(&user.0)).await?,
        passkeys: edit.tx.execute(sql(PASSKEYS).bind(&user.0)).await?,
        trusted_devices: pending::forget_devices(edit, user).await?,
        code_sets: codes::void_all(edit, user).await?,
        sessions: sessions::end_all(edit, user, EndedWhy::FactorReset).await?,
        pending: pending::cancel(edit, user).await?,
    })
}

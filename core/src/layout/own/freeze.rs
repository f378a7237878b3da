//! Freezing: the account is locked and everything that is open in its name is shut, in one transaction.

use super::{pending, sessions, users};
use crate::error::{Error, Result};
use crate::layout::{Edit, Frozen};
use crate::model::{EndedWhy, UserId};

pub(super) async fn freeze(edit: &mut Edit<'_>, user: &UserId, cause: &str) -> Result<Frozen> {
    // The lock first: a sign-in that waits for this row finds it locked.
    if users::lock(edit, user, cause).await? == 0 {
        return Err(Error::not_found("user", user));
    }
    Ok(Frozen {
        sessions: sessions::end_all(edit, user, EndedWhy::Closed).await?,
        trusted_devices: pending::forget_devices(edit, user).await?,
        pending: pending::cancel(edit, user).await?,
    })
}

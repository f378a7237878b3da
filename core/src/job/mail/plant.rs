//! A link that an operator asked for: made when its mail leaves, so that it rests nowhere but in the application's tables.

use secrecy::SecretString;

use super::outbox::Claimed;
use crate::error::{Error, Result};
use crate::layout::Edit;
use crate::model::{Ts, UserId};
use crate::store::{Directory, users};

const GONE: &str = "the account is gone";

/// Plants it, in the place of the one an attempt before made; the inner error says why there is none to send.
pub(super) async fn plant(
    directory: &Directory,
    mail: &Claimed,
    now: Ts,
) -> Result<Result<SecretString, &'static str>> {
    let layout = directory.layout();
    let Some(id) = &mail.user_id else {
        return Ok(Err(GONE));
    };
    let id = UserId(layout.parse_id("user", &id.to_string())?);
    let mut tx = directory.begin().await?;
    let Some(user) = users::user_in(&mut tx, &id).await? else {
        return Ok(Err(GONE));
    };
    // Whoever reads the address before may not be who reads this one.
    if user.email != mail.recipient {
        return Ok(Err("the address of the account changed"));
    }
    let mut edit = Edit {
        tx: &mut tx,
        layout,
        now,
    };
    let planted = layout
        .changes()
        .plant_reset(&mut edit, &user, directory.entropy())
        .await;
    match planted {
        Ok(link) => {
            tx.commit().await?;
            Ok(Ok(link.url))
        }
        Err(Error::Unsupported { why, .. }) => Ok(Err(why)),
        Err(error) => Err(error),
    }
}

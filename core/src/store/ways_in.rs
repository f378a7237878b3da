//! What lets a user in, counted before one of the ways is taken: nobody takes the last.

use super::Directory;
use crate::db::{Conn, Int, sql};
use crate::error::{Error, Result};
use crate::model::{PasskeyId, Refusal, User};

macro_rules! ways {
    ($passkey:literal) => {
        concat!(
            "SELECT (SELECT count(*) FROM {identity} i WHERE {i.identity.user_id} = $1)
            + (SELECT count(*) FROM {",
            $passkey,
            "} p WHERE {p.",
            $passkey,
            ".user_id} = $1) AS ways"
        )
    };
}

const OWN: &str = ways!("passkey");
// A passkey may be no more than a second factor there, or be listed among the linked accounts.
const FOREIGN: &str = ways!("passkey_in");
const IS_ONE: &str = "SELECT count(*) FROM {passkey_in} p WHERE {p.passkey_in.id} = $1";

/// What lets a user in once one way is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// Nothing.
    Nothing,
    /// Links to their address, which the profile says the application mails.
    Mail,
    /// A password, a linked account or a passkey.
    More,
}

impl Left {
    /// Refuses `verb` where nothing would be left.
    pub(crate) fn or_refuse(self, verb: &'static str) -> Result<Self> {
        match self {
            Self::Nothing => Err(Error::Refused {
                action: verb,
                refusal: Refusal::LastWayIn,
            }),
            left => Ok(left),
        }
    }
}

/// What is left to `user` without one linked account.
pub(crate) async fn without_identity(
    on: &mut impl Conn,
    directory: &Directory,
    user: &User,
) -> Result<Left> {
    without_one(on, directory, user).await
}

/// What is left to `user` without one passkey.
pub(crate) async fn without_passkey(
    on: &mut impl Conn,
    directory: &Directory,
    user: &User,
    passkey: &PasskeyId,
) -> Result<Left> {
    if directory.layout().is_foreign() {
        let (Int(is_one),): (Int,) = on.one(sql(IS_ONE).bind(&passkey.0)).await?;
        if is_one == 0 {
            // It lets nobody in by itself.
            return Ok(Left::More);
        }
    }
    without_one(on, directory, user).await
}

async fn without_one(on: &mut impl Conn, directory: &Directory, user: &User) -> Result<Left> {
    if user.has_password {
        return Ok(Left::More);
    }
    let layout = directory.layout();
    let text = if layout.is_foreign() { FOREIGN } else { OWN };
    let (Int(ways),): (Int,) = on.one(sql(text).bind(&user.id.0)).await?;
    let mails = layout.app().email_provider.is_some() && !user.email.is_empty();
    Ok(match ways {
        2.. => Left::More,
        _ if mails => Left::Mail,
        _ => Left::Nothing,
    })
}

//! Recognising a typed recovery code, and using it up.

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::crypto::recovery_code::{CodeHash, CodeSalt, RecoveryCode, find_blocking};
use crate::error::Result;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::{CodeSetKind, EventKind, MailTemplate, User};
use crate::store::accounts::codes::{self, UnusedCode};

/// The salt that is hashed with where there is nothing to compare with.
const NO_SALT: [u8; 16] = [0; 16];

impl Accounts {
    /// Which of `unused` was typed, if they are of `kind`; one hash whatever is there, before any transaction.
    pub(in crate::flow) async fn find_code(
        &self,
        typed: &SecretString,
        kind: CodeSetKind,
        unused: Vec<UnusedCode>,
    ) -> Result<Option<UnusedCode>> {
        let Ok(typed) = RecoveryCode::parse(typed.expose_secret()) else {
            return Ok(None);
        };
        let mut unused: Vec<UnusedCode> = unused.into_iter().filter(|c| c.kind == kind).collect();
        let salt = unused.first().map_or(&NO_SALT[..], |c| c.salt.as_slice());
        let salt = CodeSalt::from_stored(salt)?;
        let hashes = unused.iter().map(|c| CodeHash::from_stored(&c.code_hash));
        let hashes = hashes.collect::<Result<Vec<_>, _>>()?;
        let found = find_blocking(typed, salt, hashes).await?;
        Ok(found.map(|at| unused.swap_remove(at)))
    }
}

impl Turn<'_> {
    /// Uses the code up, writes the event and tells the user; false when there is none, or it was used just now.
    pub(in crate::flow) async fn use_code(
        &mut self,
        user: &User,
        code: Option<UnusedCode>,
        about: About<'_>,
        visit: &Visit,
    ) -> Result<bool> {
        let Some(code) = code else {
            return Ok(false);
        };
        if !codes::spend(&mut self.edit(), &code).await? {
            return Ok(false);
        }
        let left = codes::counting(&mut self.edit(), &user.id).await?.len();
        let detail = json!({ "set": code.set_id, "kind": code.kind, "remaining": left });
        self.event(EventKind::CodeUsed, about, visit, detail)
            .await?;
        let told = json!({ "remaining": left });
        self.tell(user, MailTemplate::RecoveryCodeUsed, told)
            .await?;
        Ok(true)
    }
}

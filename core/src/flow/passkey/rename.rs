//! Renaming a passkey.

use serde_json::json;

use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::factor::label;
use crate::flow::turn::About;
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, Id};
use crate::store::accounts::passkeys;

impl Accounts {
    /// Renames a passkey of the session's holder.
    pub async fn rename_passkey(
        &self,
        session: &Token,
        passkey: &Id,
        name: &str,
        visit: &Visit,
    ) -> Result<()> {
        let label = label(name)?;
        let mut turn = self.turn().await?;
        let holder = turn.held("rename a passkey", session).await?;
        let user = &holder.who.user.id;
        if !passkeys::rename(&mut turn.edit(), passkey, user, label).await? {
            return Err(Error::not_found("passkey", passkey));
        }
        let about = About::session(user, &holder.session.id);
        let detail = json!({ "factor": passkey });
        turn.event(EventKind::PasskeyRenamed, about, visit, detail)
            .await?;
        turn.commit().await
    }
}

//! Removing a passkey; with the last second factor the recovery codes go too.

use serde_json::json;

use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::turn::About;
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, Id, MailTemplate};
use crate::store::accounts::{passkeys, users};

const VERB: &str = "remove a passkey";

impl Accounts {
    /// Removes a passkey of the session's holder; needs a step-up, and follows the rules of [`Accounts::remove_totp`].
    pub async fn remove_passkey(&self, session: &Token, passkey: &Id, visit: &Visit) -> Result<()> {
        let mut turn = self.turn().await?;
        let holder = turn.proven(VERB, session).await?;
        let user = &holder.who.user;
        users::hold(&mut turn.edit(), &user.id).await?;
        if !passkeys::remove(&mut turn.edit(), passkey, &user.id).await? {
            return Err(Error::not_found("passkey", passkey));
        }
        let code_sets = turn.after_removal(VERB, &user.id).await?;
        let about = About::session(&user.id, &holder.session.id);
        let detail = json!({ "factor": passkey, "code_sets_voided": code_sets });
        turn.event(EventKind::PasskeyRemoved, about, visit, detail)
            .await?;
        turn.tell(user, MailTemplate::PasskeyRemoved, json!({}))
            .await?;
        turn.commit().await
    }
}

//! Signing out: the session ends with its refresh tokens.

use serde_json::json;

use super::turn::About;
use super::{Accounts, Visit};
use crate::crypto::token::Token;
use crate::error::Result;
use crate::model::{EndedWhy, EventKind};
use crate::store::accounts::sessions;

impl Accounts {
    /// Ends the session `token` stands for; one that is unknown or over already is no error.
    pub async fn sign_out(&self, token: &Token, visit: &Visit) -> Result<()> {
        let mut turn = self.turn().await?;
        let Some(session) = sessions::by_token(&mut turn.tx, token.hash()).await? else {
            return turn.commit().await;
        };
        let changes = self.directory.layout().changes();
        let ended = changes
            .end_session(&mut turn.edit(), &session.id, EndedWhy::SignOut)
            .await?;
        if ended > 0 {
            let about = About::session(&session.user_id, &session.id);
            turn.event(EventKind::SignOut, about, visit, json!({}))
                .await?;
        }
        turn.commit().await
    }
}

//! A code of an authenticator.

use secrecy::SecretString;

use super::admit::VERB;
use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::turn::About;
use crate::flow::{Accounts, Visit};
use crate::model::Session;

impl Accounts {
    /// Shows what an authenticator shows, in a live session; it counts for
    /// [`Settings::step_up_life`](crate::flow::Settings::step_up_life).
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::{Accounts, Visit}};
    /// # async fn step_up(accounts: Accounts, session: &Token, visit: &Visit) -> wardroom_core::Result<()> {
    /// let session = accounts.step_up_with_totp(session, &"123456".into(), visit).await?;
    /// assert_eq!(session.aal, 2);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn step_up_with_totp(
        &self,
        session: &Token,
        code: &SecretString,
        visit: &Visit,
    ) -> Result<Session> {
        let (mut turn, holder) = self.admit_step_up(session, visit).await?;
        let user = &holder.who.user;
        if !turn.accept_totp(user, code, visit).await? {
            let about = About::session(&user.id, &holder.session.id);
            return turn.wrong_factor(VERB, about, "totp", visit).await;
        }
        turn.stepped_up(holder, "totp", visit).await
    }
}

//! Signing in by the token of a mailed link.

use serde_json::json;

use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::proceed::Proved;
use crate::flow::registration::Redeemed;
use crate::flow::turn::About;
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{EventKind, Refusal};
use crate::store::accounts::links::{self, LinkKind};
use crate::store::accounts::users;

const VERB: &str = "sign in with a link";

impl Accounts {
    /// Signs in by the token of a mailed link, which is used up; it proves the address.
    ///
    /// Call it for a POST alone: mail scanners follow links, so the page the link opens reads the token from the
    /// address' fragment and posts it. Refused with [`Refusal::WrongCredentials`] when the token is unknown, used
    /// or over, the account is closed, or has another address by now.
    ///
    /// ```no_run
    /// # use wardroom_core::crypto::token::{Token, TokenKind};
    /// # use wardroom_core::flow::{Accounts, Visit};
    /// # async fn example(accounts: &Accounts, posted: &str, visit: &Visit) -> wardroom_core::Result<()> {
    /// let token = Token::parse(TokenKind::Plain, posted)?;
    /// accounts.sign_in_with_link(&token, visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn sign_in_with_link(&self, token: &Token, visit: &Visit) -> Result<SignIn> {
        let mut turn = self.turn().await?;
        let kind = LinkKind::Magic;
        let owner = links::owner(&mut turn.edit(), kind, token.hash()).await?;
        let Some(user) = owner else {
            return turn.refuse(VERB, Refusal::WrongCredentials).await;
        };
        // The user's row first, as everything that voids a link takes them.
        users::hold(&mut turn.edit(), &user).await?;
        let who = users::by_id(&mut turn.tx, &user).await?;
        let is_open = who.is_some_and(|c| c.user.is_open(turn.now));
        if !links::spend(&mut turn.edit(), kind, token.hash()).await? || !is_open {
            let about = About::user(&user);
            let detail = json!({ "why": "closed", "at": VERB });
            turn.event(EventKind::SignInFailed, about, visit, detail)
                .await?;
            return turn.refuse(VERB, Refusal::WrongCredentials).await;
        }
        turn.claim(&user, Redeemed::Nothing, visit).await?;
        turn.proceed_anew(&user, Proved::first("magic_link"), visit)
            .await
    }
}

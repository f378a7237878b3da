//! Resetting a password by the token of a mailed link.

use secrecy::SecretString;
use serde_json::json;

use crate::crypto::token::{Token, TokenHash};
use crate::error::{Error, Result};
use crate::flow::proceed::Proved;
use crate::flow::registration::Redeemed;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{EndedWhy, EventKind, MailTemplate, Refusal, User};
use crate::store::accounts::links::{self, LinkKind};
use crate::store::accounts::{passwords, users};

const VERB: &str = "reset the password";

impl Accounts {
    /// Sets a new password by the token of a mailed link, and signs in.
    ///
    /// It counts once, and voids every other pending link and code; sessions end unless `reset_ends_sessions` is
    /// off, and a lock by failures is lifted. The link proves the address. Second factors stay: where one is
    /// enrolled the answer is [`SignIn::SecondFactor`], which a recovery code answers too.
    ///
    /// Refused with [`Refusal::WrongCredentials`] when the token is unknown, used or over, or the account is closed;
    /// a password against the rules is [`Error::Invalid`] and uses nothing up.
    ///
    /// ```no_run
    /// # use wardroom_core::crypto::token::{Token, TokenKind};
    /// # use wardroom_core::flow::{Accounts, SignIn, Visit};
    /// # async fn example(accounts: &Accounts, posted: &str, visit: &Visit) -> wardroom_core::Result<()> {
    /// let token = Token::parse(TokenKind::Plain, posted)?;
    /// let chosen = "a quieter night on deck".into();
    /// match accounts.reset_password(&token, chosen, visit).await? {
    ///     SignIn::SecondFactor(waiting) => println!("show one of {:?}", waiting.factors),
    ///     _ => println!("signed in, or one more step"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn reset_password(
        &self,
        token: &Token,
        password: SecretString,
        visit: &Visit,
    ) -> Result<SignIn> {
        let mut turn = self.turn().await?;
        let owner = links::owner(&mut turn.edit(), LinkKind::Reset, token.hash()).await?;
        let who = match &owner {
            Some(user) => users::by_id(&mut turn.tx, user).await?,
            None => None,
        };
        turn.commit().await?;
        let Some(who) = who else {
            return Err(Error::Refused {
                action: VERB,
                refusal: Refusal::WrongCredentials,
            });
        };
        let hash = self.new_hash_for(password, &who).await?;

        let mut turn = self.turn().await?;
        let user = &who.user;
        if !turn.reset(user, token.hash(), hash, visit).await? {
            return turn.refuse(VERB, Refusal::WrongCredentials).await;
        }
        turn.proceed_anew(&user.id, Proved::first("reset"), visit)
            .await
    }
}

impl Turn<'_> {
    /// Everything a reset changes, its event and its notice; false when the link or the account cannot be used any more.
    pub(super) async fn reset(
        &mut self,
        user: &User,
        token: TokenHash,
        hash: String,
        visit: &Visit,
    ) -> Result<bool> {
        // The user's row first, as everything that voids a link takes them.
        users::hold(&mut self.edit(), &user.id).await?;
        if !user.is_open(self.now)
            || !links::spend(&mut self.edit(), LinkKind::Reset, token).await?
        {
            return Ok(false);
        }
        // First what others may have set, then what its owner sets.
        self.claim(&user.id, Redeemed::Nothing, visit).await?;
        if !passwords::set(&mut self.edit(), &user.id, hash).await? {
            return Ok(false);
        }
        passwords::reopen(&mut self.edit(), &user.id).await?;
        let changes = self.accounts.directory.layout().changes();
        if self.accounts.settings.reset_ends_sessions {
            let why = EndedWhy::PasswordReset;
            changes
                .end_sessions_of(&mut self.edit(), &user.id, why)
                .await?;
        }
        changes.cancel_pending(&mut self.edit(), &user.id).await?;
        let about = About::user(&user.id);
        self.event(EventKind::PasswordReset, about, visit, json!({}))
            .await?;
        self.tell(user, MailTemplate::PasswordReset, json!({}))
            .await?;
        Ok(true)
    }
}

//! Changing one's address: the new one is proved first, the old one is told.

use serde_json::json;

use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::holder::Holder;
use crate::flow::mail::Letter;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, MailTemplate, Refusal, User, VerificationKind, normalize_email};
use crate::store::accounts::{addresses, users};
use crate::store::attempts;

const VERB: &str = "change the address";

/// What mails to an address are paced under.
const PACED: &str = "mail address change";

impl Accounts {
    /// Mails the code that proves `email` to it; [`Accounts::confirm_email`] makes it the address of whoever holds
    /// `session`.
    ///
    /// The answer is the same for an address that has an account, whose owner is told instead. Refused with
    /// [`Refusal::SessionOver`] when the session is over, [`Refusal::StepUp`] when it is not fresh, and
    /// [`Refusal::Wait`] within `resend_after`.
    ///
    /// ```no_run
    /// # use wardroom_core::crypto::token::Token;
    /// # use wardroom_core::flow::{Accounts, Visit};
    /// # async fn example(accounts: &Accounts, session: &Token, visit: &Visit) -> wardroom_core::Result<()> {
    /// accounts.change_email(session, "dora@new.example", visit).await?;
    /// let typed = "123456";
    /// accounts.confirm_email(session, typed, visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn change_email(&self, session: &Token, email: &str, visit: &Visit) -> Result<()> {
        let email = email.trim();
        let Some(normalized) = normalize_email(email) else {
            let why = "not an address; give one such as dora@mail.example";
            return Err(Error::invalid("email", why));
        };
        let mut turn = self.turn().await?;
        let holder = turn.proven(VERB, session).await?;
        if let Some(refusal) = turn.too_soon(PACED, email).await? {
            return turn.refuse(VERB, refusal).await;
        }
        let user = &holder.who.user;
        match users::by_email(&mut turn.tx, &normalized).await? {
            // One's own, spelled anew, is proved like any other.
            Some(taken) if taken.user.id != user.id => {
                turn.registered_again(&taken.user, visit).await?;
            }
            _ => {
                let (kind, template) = (
                    VerificationKind::EmailChange,
                    MailTemplate::VerifyEmailChange,
                );
                turn.send(user, email, kind, template, visit).await?;
            }
        }
        turn.commit().await
    }

    /// Takes the code that was mailed to the new address, and makes it the address of the account.
    ///
    /// The one before is kept beside it and told, as it is of everything else for 30 days; what was mailed to it
    /// counts no more. Refused with [`Refusal::WrongCredentials`] when the code is wrong or the address is taken by
    /// now, and with [`Refusal::SessionOver`] when the session is over.
    pub async fn confirm_email(&self, session: &Token, code: &str, visit: &Visit) -> Result<()> {
        let mut turn = self.turn().await?;
        let Holder { session: held, who } = turn.held(VERB, session).await?;
        turn.commit().await?;
        let user = who.user;
        let key = self.attempt_key(VERB, &user.email, visit)?;
        self.attempt(VERB, key, Some(&user.id), visit).await?;

        let mut turn = self.turn().await?;
        let kind = VerificationKind::EmailChange;
        let Some(open) = turn.code_answered(&user, kind, code, visit).await? else {
            return turn.refuse(VERB, Refusal::WrongCredentials).await;
        };
        if !turn.change_address(&user, &open.email).await? {
            return turn.refuse(VERB, Refusal::WrongCredentials).await;
        }
        attempts::clear(&mut turn.tx, key).await?;
        let about = About::session(&user.id, &held.id);
        turn.event(EventKind::EmailChanged, about, visit, json!({}))
            .await?;
        turn.commit().await
    }
}

impl Turn<'_> {
    /// Changes the address, tells the new one, the one before and one changed lately, and cancels what was mailed to the one before; false when it is taken.
    async fn change_address(&mut self, user: &User, email: &str) -> Result<bool> {
        let Some(normalized) = normalize_email(email) else {
            return Ok(false);
        };
        if !addresses::change(&mut self.edit(), &user.id, email, &normalized).await? {
            return Ok(false);
        }
        let changes = self.accounts.directory.layout().changes();
        changes.cancel_pending(&mut self.edit(), &user.id).await?;
        let moved = users::by_id(&mut self.tx, &user.id).await?;
        let moved = moved
            .ok_or_else(|| Error::not_found("user", &user.id))?
            .user;
        if moved.previous_email.as_deref() != Some(&user.email) {
            self.mail(Letter {
                template: MailTemplate::EmailChanged,
                recipient: &user.email,
                user: Some(&user.id),
                params: json!({}),
                secret: None,
            })
            .await?;
        }
        self.tell(&moved, MailTemplate::EmailChanged, json!({}))
            .await?;
        Ok(true)
    }
}

//! Sending a code: to whoever reads the address, the same answer whether or not it has an account.

use serde_json::json;

use crate::crypto::short_code::{CodePlace, ShortCode};
use crate::error::Result;
use crate::flow::mail::Letter;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, MailTemplate, User, VerificationKind};
use crate::store::accounts::verifications::{self, NewVerification};

const VERB: &str = "send a code";

/// What mails to an address are paced under.
const PACED: &str = "mail code";

impl Accounts {
    /// Mails a code to `email` that [`Accounts::verify_code`] takes: to prove the address, to claim an account that
    /// was booked under it, or to sign in.
    ///
    /// The answer is the same for an address without an account, which is told so by mail; refused with
    /// [`Refusal::Wait`](crate::model::Refusal::Wait) within `resend_after`, and after
    /// `network_requests` of one network within an hour, whoever has the address. A code voids
    /// the one before.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, Visit};
    /// # async fn example(accounts: &Accounts, visit: &Visit) -> wardroom_core::Result<()> {
    /// accounts.send_code("guest@mail.example", visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn send_code(&self, email: &str, visit: &Visit) -> Result<()> {
        let (mut turn, user) = self.asked_by_mail(VERB, PACED, email, visit).await?;
        if let Some(user) = user {
            turn.send_code_to(&user, visit).await?;
        }
        turn.commit().await
    }
}

impl Turn<'_> {
    /// Mails the code that proves the user's address, or signs in where it is proved.
    pub(in crate::flow) async fn send_code_to(&mut self, user: &User, visit: &Visit) -> Result<()> {
        let kind = VerificationKind::opening(user);
        let template = match kind {
            VerificationKind::SignIn => MailTemplate::SignInCode,
            _ => MailTemplate::VerifyEmail,
        };
        self.send(user, &user.email, kind, template, visit).await
    }

    /// Stores a code of this kind and mails it to `email`.
    pub(super) async fn send(
        &mut self,
        user: &User,
        email: &str,
        kind: VerificationKind,
        template: MailTemplate,
        visit: &Visit,
    ) -> Result<()> {
        let (accounts, id) = (self.accounts, self.fresh_id());
        let code = ShortCode::generate(accounts.directory.entropy());
        let row = id.to_bytes();
        let place = CodePlace {
            row: &row,
            address: email,
        };
        let new = NewVerification {
            id: &id,
            user: &user.id,
            kind,
            email,
            code_hash: code.stored(&accounts.ring, place)?,
            expires_at: self.now.plus(accounts.settings.verification_life),
        };
        verifications::add(&mut self.edit(), new).await?;
        let detail = json!({ "kind": kind });
        self.event(
            EventKind::VerificationSent,
            About::user(&user.id),
            visit,
            detail,
        )
        .await?;
        self.mail(Letter {
            template,
            recipient: email,
            user: Some(&user.id),
            params: json!({}),
            secret: Some(code.expose().clone()),
        })
        .await
    }
}

impl VerificationKind {
    /// The kind of code that opens this account.
    pub(super) fn opening(user: &User) -> Self {
        match user.email_verified_at {
            Some(_) => Self::SignIn,
            None => Self::Email,
        }
    }
}

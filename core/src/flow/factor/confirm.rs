//! Confirming an authenticator: the first right code makes it count.

use secrecy::SecretString;
use serde_json::json;

use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, MailTemplate, Refusal, User};
use crate::store::accounts::totp::SealedTotp;
use crate::store::accounts::{sessions, totp};

const VERB: &str = "confirm an authenticator";

impl Accounts {
    /// Makes the authenticator begun with [`Accounts::begin_totp`] count, and counts as a step-up of this session.
    ///
    /// Issue recovery codes next: [`Accounts::issue_recovery_codes`].
    pub async fn confirm_totp(
        &self,
        session: &Token,
        code: &SecretString,
        visit: &Visit,
    ) -> Result<()> {
        let mut turn = self.turn().await?;
        let holder = turn.proven(VERB, session).await?;
        let user = &holder.who.user;
        let about = About::session(&user.id, &holder.session.id);
        let waits = turn.totp_that_waits(user).await?;
        let Some(step) = self.totp_step(&waits, code, turn.now)? else {
            return turn.wrong_factor(VERB, about, "totp", visit).await;
        };
        turn.confirm_totp(user, &waits, step, about, visit).await?;
        if !sessions::stepped_up(&mut turn.edit(), &holder.session.id).await? {
            return turn.refuse(VERB, Refusal::SessionOver).await;
        }
        turn.commit().await
    }
}

impl Turn<'_> {
    /// The authenticator that was begun and waits for its first code.
    pub(in crate::flow) async fn totp_that_waits(&mut self, user: &User) -> Result<SealedTotp> {
        let waits = totp::unconfirmed(&mut self.tx, &user.id).await?;
        waits.ok_or_else(|| {
            Error::not_found("authenticator that waits for its first code of", &user.id)
        })
    }

    /// Makes it count, writes the event and tells the user.
    pub(in crate::flow) async fn confirm_totp(
        &mut self,
        user: &User,
        waits: &SealedTotp,
        step: i64,
        about: About<'_>,
        visit: &Visit,
    ) -> Result<()> {
        if !totp::confirm(&mut self.edit(), &waits.id, &user.id, step).await? {
            return Err(Error::Conflict {
                what: "the authenticator",
                value: waits.id.to_string(),
            });
        }
        let detail = json!({ "factor": waits.id });
        self.event(EventKind::TotpEnrolled, about, visit, detail)
            .await?;
        let told = json!({ "label": waits.label });
        self.tell(user, MailTemplate::TotpEnrolled, told).await
    }

    /// Keeps the evidence of a second factor that was wrong, and refuses.
    pub(in crate::flow) async fn wrong_factor<T>(
        mut self,
        verb: &'static str,
        about: About<'_>,
        by: &'static str,
        visit: &Visit,
    ) -> Result<T> {
        let detail = json!({ "by": by, "while": verb });
        self.event(EventKind::SecondFactorFailed, about, visit, detail)
            .await?;
        self.refuse(verb, Refusal::WrongCredentials).await
    }
}

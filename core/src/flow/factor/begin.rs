//! Beginning to enrol an authenticator: a fresh secret that does not count yet.

use secrecy::SecretString;

use super::label;
use crate::crypto::otpauth::otpauth_uri;
use crate::crypto::token::Token;
use crate::crypto::totp::TotpSecret;
use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::flow::turn::Turn;
use crate::model::{Id, User};
use crate::store::accounts::totp;
use crate::store::accounts::users::Credited;

/// The most authenticators one account may have.
const MOST: i64 = 5;

/// An authenticator about to be enrolled; to be shown once.
#[derive(Debug)]
pub struct TotpEnrolment {
    /// The authenticator.
    pub factor: Id,
    /// The secret in groups of four characters, to be typed.
    pub secret: SecretString,
    /// The `otpauth:` address, to be shown as a QR code.
    pub uri: SecretString,
}

impl Accounts {
    /// Begins to enrol an authenticator for the holder of `session`; one that was begun before and not confirmed goes.
    ///
    /// Refused with [`Refusal::StepUp`](crate::model::Refusal::StepUp) unless a second factor was shown within
    /// [`Settings::step_up_life`](crate::flow::Settings::step_up_life), or, where there is none yet, the session is that young.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::{Accounts, Visit}};
    /// # async fn enrol(accounts: Accounts, session: &Token, visit: &Visit) -> wardroom_core::Result<()> {
    /// let enrolment = accounts.begin_totp(session, "my phone").await?;
    /// // Show `enrolment.uri` as a QR code, then take what the authenticator shows:
    /// accounts.confirm_totp(session, &"123456".into(), visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn begin_totp(&self, session: &Token, label: &str) -> Result<TotpEnrolment> {
        let mut turn = self.turn().await?;
        let holder = turn.proven("add an authenticator", session).await?;
        let enrolment = turn.begin_totp(&holder.who, label).await?;
        turn.commit().await?;
        Ok(enrolment)
    }

    fn totp_uri(&self, secret: &TotpSecret, user: &User) -> SecretString {
        otpauth_uri(secret, &self.settings.site_name, &user.email)
    }
}

impl Turn<'_> {
    /// Stores a fresh authenticator that waits for its first code.
    pub(in crate::flow) async fn begin_totp(
        &mut self,
        who: &Credited,
        given: &str,
    ) -> Result<TotpEnrolment> {
        let label = label(given)?;
        if who.totp >= MOST {
            let why = format!("there are {MOST} already; remove one first");
            return Err(Error::invalid("authenticators", why));
        }
        let secret = TotpSecret::generate(self.accounts.directory.entropy());
        let factor = self.fresh_id();
        let sealed = self.accounts.seal_totp(&factor, &secret)?;
        totp::add(&mut self.edit(), &factor, &who.user.id, label, &sealed).await?;
        Ok(TotpEnrolment {
            factor,
            secret: secret.base32_in_groups(),
            uri: self.accounts.totp_uri(&secret, &who.user),
        })
    }
}

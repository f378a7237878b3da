//! Authenticator secrets as they are kept, and the one way a code is accepted.

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::crypto::keyring::Purpose;
use crate::crypto::sealed::{Place, Sealed};
use crate::crypto::totp::TotpSecret;
use crate::error::Result;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, Id, MailTemplate, Ts, User};
use crate::store::accounts::totp::{self, SealedTotp};

/// The label under which an authenticator's secret is sealed.
const SECRET: &str = "totp.secret";

fn place(row: &[u8]) -> Place<'_> {
    Place {
        purpose: Purpose::Factor,
        label: SECRET,
        row,
    }
}

impl Accounts {
    pub(super) fn seal_totp(&self, id: &Id, secret: &TotpSecret) -> Result<Sealed> {
        let entropy = self.directory.entropy();
        let sealed = Sealed::seal(&self.ring, place(&id.to_bytes()), secret.expose(), entropy);
        Ok(sealed?)
    }

    /// The step of `factor` that `code` belongs to, if it may still be accepted.
    pub(in crate::flow) fn totp_step(
        &self,
        factor: &SealedTotp,
        code: &SecretString,
        now: Ts,
    ) -> Result<Option<i64>> {
        let sealed = Sealed::from_stored(factor.secret_sealed.clone())?;
        let secret = sealed.open(&self.ring, place(&factor.id.to_bytes()))?;
        let secret = TotpSecret::from_bytes(secret.expose_secret())?;
        let last = factor.last_step.map(i64::from);
        Ok(secret.check(code.expose_secret(), now.unix_seconds(), last))
    }
}

impl Turn<'_> {
    /// Accepts `code` if one of the user's authenticators shows it and never did before.
    ///
    /// After `failures_max` wrong ones in a row no more are looked at until an operator unlocks the account or the
    /// authenticator is replaced: a pause alone would let somebody guess for ever (NIST SP 800-63B-4 §3.2.2).
    pub(in crate::flow) async fn accept_totp(
        &mut self,
        user: &User,
        code: &SecretString,
        visit: &Visit,
    ) -> Result<bool> {
        for factor in totp::open(&mut self.tx, &user.id).await? {
            let step = self.accounts.totp_step(&factor, code, self.now)?;
            if let Some(step) = step
                && totp::accept(&mut self.edit(), &factor.id, step).await?
            {
                totp::right(&mut self.edit(), &user.id).await?;
                return Ok(true);
            }
        }
        let most = self.accounts.settings.failures_max;
        if totp::wrong(&mut self.edit(), &user.id, most).await? {
            let (about, detail) = (About::user(&user.id), json!({ "failures": most }));
            self.event(EventKind::TotpClosed, about, visit, detail)
                .await?;
            self.tell(user, MailTemplate::TotpClosed, json!({})).await?;
        }
        Ok(false)
    }
}

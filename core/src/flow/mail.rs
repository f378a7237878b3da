//! Queueing mail: what anyone may read of it, and the secret part, which is sealed.

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value as Json;
use zeroize::Zeroizing;

use super::turn::Turn;
use crate::crypto::keyring::Purpose;
use crate::crypto::sealed::{Place, Sealed};
use crate::error::{Error, Result};
use crate::model::{MailTemplate, User, UserId};
use crate::store::accounts::mail::{LABEL, NewMail, queue};
use crate::store::notices;

/// A mail to be queued: its template, to whom, and what it says.
pub(super) struct Letter<'a> {
    pub(super) template: MailTemplate,
    pub(super) recipient: &'a str,
    pub(super) user: Option<&'a UserId>,
    /// Shown to operators: no secret.
    pub(super) params: Json,
    /// The one secret it carries, if the template carries one.
    pub(super) secret: Option<SecretString>,
}

impl Turn<'_> {
    /// Queues a security notice to the user, and to an address changed within 30 days; never with a secret in it.
    pub(super) async fn tell(
        &mut self,
        user: &User,
        template: MailTemplate,
        params: Json,
    ) -> Result<()> {
        let directory = &self.accounts.directory;
        notices::tell(&mut self.edit(), directory, user, template, params).await
    }

    /// Queues a mail in this transaction; the worker sends it.
    pub(super) async fn mail(&mut self, letter: Letter<'_>) -> Result<()> {
        let id = self.fresh_id();
        let sealed = letter
            .secret
            .zip(letter.template.carries())
            .map(|(text, name)| {
                let body = serde_json::json!({ name: text.expose_secret() });
                let body = Zeroizing::new(body.to_string());
                let row = id.to_bytes();
                let place = Place {
                    purpose: Purpose::Mail,
                    label: LABEL,
                    row: &row,
                };
                let entropy = self.accounts.directory.entropy();
                Sealed::seal(&self.accounts.ring, place, body.as_bytes(), entropy)
            })
            .transpose()
            .map_err(Error::from)?;
        let mail = NewMail {
            id: &id,
            template: letter.template,
            recipient: letter.recipient,
            user: letter.user,
            params: letter.params,
            sealed: sealed.as_ref(),
        };
        queue(&mut self.edit(), mail).await
    }
}

//! Queueing mail: what anyone may read of it, and the secret part, which is sealed.

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value as Json;
use zeroize::Zeroizing;

use super::turn::Turn;
use crate::crypto::keyring::Purpose;
use crate::crypto::sealed::{Place, Sealed};
use crate::error::{Error, Result};
use crate::model::UserId;
use crate::store::accounts::mail::{NewMail, queue};

/// The label of a mail's secret part.
pub(crate) const MAIL_LABEL: &str = "mail.body";

/// A mail to be queued: its template, to whom, and what it says.
pub(super) struct Letter<'a> {
    pub(super) template: &'static str,
    pub(super) recipient: &'a str,
    pub(super) user: Option<&'a UserId>,
    /// Shown to operators: no secret.
    pub(super) params: Json,
    /// Name and text of the one secret it carries, such as `code` or `link`.
    pub(super) secret: Option<(&'static str, SecretString)>,
}

impl Turn<'_> {
    /// Queues a mail in this transaction; the worker sends it.
    pub(super) async fn mail(&mut self, letter: Letter<'_>) -> Result<()> {
        let id = self.fresh_id();
        let sealed = letter
            .secret
            .map(|(name, text)| {
                let body = serde_json::json!({ name: text.expose_secret() });
                let body = Zeroizing::new(body.to_string());
                let row = id.to_bytes();
                let place = Place {
                    purpose: Purpose::Mail,
                    label: MAIL_LABEL,
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

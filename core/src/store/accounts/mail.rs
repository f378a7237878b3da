//! Mail: queued in the transaction of what it tells of, its secret part sealed.

use crate::crypto::sealed::Sealed;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{Id, MailTemplate, UserId};

/// The label of a mail's secret part.
pub(crate) const LABEL: &str = "mail.body";

const QUEUE: &str =
    "INSERT INTO {mail} ({mail.id}, {mail.template}, {mail.recipient}, {mail.user_id}, {mail.params},
    {mail.body_sealed}, {mail.key_version}, {mail.state}, {mail.attempts}, {mail.next_attempt_at}, {mail.created_at})
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', 0, $8, $8)";

/// A mail about to be queued.
#[derive(Debug)]
pub(crate) struct NewMail<'a> {
    pub(crate) id: &'a Id,
    pub(crate) template: MailTemplate,
    pub(crate) recipient: &'a str,
    pub(crate) user: Option<&'a UserId>,
    /// What may be read by anyone who reads the outbox.
    pub(crate) params: serde_json::Value,
    /// The rest, a JSON object once opened.
    pub(crate) sealed: Option<&'a Sealed>,
}

pub(crate) async fn queue(edit: &mut Edit<'_>, mail: NewMail<'_>) -> Result<()> {
    let statement = sql(QUEUE)
        .bind(mail.id)
        .bind(mail.template.word())
        .bind(mail.recipient)
        .bind(mail.user.map(|u| u.0.clone()))
        .bind(mail.params)
        .bind(mail.sealed.map(|s| s.as_bytes().to_vec()))
        .bind(mail.sealed.map(|s| i64::from(s.key_version().0)))
        .bind(edit.now());
    edit.tx.execute(statement).await.map(drop)
}

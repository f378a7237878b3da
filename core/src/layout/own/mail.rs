//! Notices: queued in the same transaction as what they tell of.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{Id, MailTemplate, UserId};

const QUEUE: &str = "INSERT INTO {mail} ({mail.id}, {mail.template}, {mail.recipient}, {mail.user_id}, {mail.params},
    {mail.state}, {mail.attempts}, {mail.next_attempt_at}, {mail.created_at})
    VALUES ($1, $2, $3, $4, $5, 'queued', 0, $6, $6)";

pub(super) async fn queue(
    edit: &mut Edit<'_>,
    id: &Id,
    user: &UserId,
    recipient: &str,
    template: MailTemplate,
    params: serde_json::Value,
) -> Result<()> {
    let statement = sql(QUEUE)
        .bind(id)
        .bind(template.word())
        .bind(recipient)
        .bind(&user.0)
        .bind(params)
        .bind(edit.now());
    edit.tx.execute(statement).await.map(drop)
}

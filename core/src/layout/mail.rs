//! Notices: queued in the same transaction as what they tell of.

use super::Edit;
use crate::db::{Conn, Value, sql};
use crate::error::Result;
use crate::model::{Id, MailTemplate, UserId};

const QUEUE: &str = "INSERT INTO {=mail} ({mail.id}, {mail.template}, {mail.recipient}, {mail.user_id}, {mail.params},
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
    // The outbox beside an application's tables keeps ids as text, whatever kind they are there.
    let is_beside = edit.layout.is_foreign();
    let kept = |id: &Id| {
        if is_beside {
            Value::from(id.to_string())
        } else {
            Value::from(id)
        }
    };
    let statement = sql(QUEUE)
        .bind(kept(id))
        .bind(template.word())
        .bind(recipient)
        .bind(kept(&user.0))
        .bind(params)
        .bind(edit.now());
    edit.tx.execute(statement).await.map(drop)
}

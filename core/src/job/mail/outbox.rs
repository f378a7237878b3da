//! The outbox's rows: claimed, sent, put off, given up. A secret leaves its row with either end.

use crate::db::{Conn, Int, Sql, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{Id, MailTemplate, Ts};

macro_rules! due {
    ($lock:literal) => {
        concat!(
            "UPDATE {=mail} SET {mail.state} = 'sending', {mail.next_attempt_at} = $2,
            {mail.attempts} = {mail.attempts} + 1
            WHERE {mail.id} IN (SELECT {d.mail.id} FROM {=mail} d
                WHERE {d.mail.state} IN ('queued', 'sending') AND {d.mail.next_attempt_at} <= $1
                ORDER BY {d.mail.next_attempt_at}, {d.mail.id} LIMIT 1",
            $lock,
            ") RETURNING {mail.id} AS id, {mail.template} AS template, {mail.recipient} AS recipient,
            {mail.user_id} AS user_id, {mail.params} AS params, {mail.body_sealed} AS body_sealed, {mail.attempts} AS attempts,
            {@mail.created_at} AS created_at"
        )
    };
}

// A mail that stays `sending` beyond its time was claimed by a worker that died.
const CLAIM: Sql = Sql::each(due!(""), due!(" FOR UPDATE SKIP LOCKED"));

const SENT: &str =
    "UPDATE {=mail} SET {mail.state} = 'sent', {mail.sent_at} = $3, {mail.body_sealed} = NULL,
    {mail.key_version} = NULL, {mail.next_attempt_at} = NULL, {mail.last_error} = NULL
    WHERE {mail.id} = $1 AND {mail.attempts} = $2 AND {mail.state} = 'sending'";

const LATER: &str =
    "UPDATE {=mail} SET {mail.state} = 'queued', {mail.next_attempt_at} = $3, {mail.last_error} = $4
    WHERE {mail.id} = $1 AND {mail.attempts} = $2 AND {mail.state} = 'sending'";

const DEAD: &str =
    "UPDATE {=mail} SET {mail.state} = 'dead', {mail.body_sealed} = NULL, {mail.key_version} = NULL,
    {mail.next_attempt_at} = NULL, {mail.last_error} = $3
    WHERE {mail.id} = $1 AND {mail.attempts} = $2 AND {mail.state} = 'sending'";

/// A mail this worker may send until its claim ends.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Claimed {
    pub(super) id: Id,
    pub(super) template: String,
    pub(super) recipient: String,
    /// Whose account it is about; as text where the outbox keeps it so.
    pub(super) user_id: Option<Id>,
    pub(super) params: serde_json::Value,
    pub(super) body_sealed: Option<Vec<u8>>,
    #[sqlx(try_from = "Int")]
    pub(super) attempts: i64,
    pub(super) created_at: Ts,
}

impl Claimed {
    /// What it says; `None` for a word this version does not know.
    pub(super) fn template(&self) -> Option<MailTemplate> {
        self.template.parse().ok()
    }
}

/// Claims the mail that has been due longest, until `until`.
pub(super) async fn claim(edit: &mut Edit<'_>, until: Ts) -> Result<Option<Claimed>> {
    let statement = sql(CLAIM).bind(edit.now()).bind(edit.layout.at(until));
    edit.tx.optional(statement).await
}

/// Ends a claim: it was sent.
pub(super) async fn sent(edit: &mut Edit<'_>, mail: &Claimed) -> Result<u64> {
    let statement = sql(SENT)
        .bind(&mail.id)
        .bind(mail.attempts)
        .bind(edit.now());
    edit.tx.execute(statement).await
}

/// Ends a claim: it is tried again at `at`.
pub(super) async fn later(edit: &mut Edit<'_>, mail: &Claimed, at: Ts, why: String) -> Result<u64> {
    let at = edit.layout.at(at);
    let statement = sql(LATER).bind(&mail.id).bind(mail.attempts);
    edit.tx.execute(statement.bind(at).bind(why)).await
}

/// Ends a claim: it is given up.
pub(super) async fn dead(edit: &mut Edit<'_>, mail: &Claimed, why: String) -> Result<u64> {
    let statement = sql(DEAD).bind(&mail.id).bind(mail.attempts).bind(why);
    edit.tx.execute(statement).await
}

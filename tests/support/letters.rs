//! What is in the outbox, opened as the worker would: the code or link that only its reader knows.

use secrecy::ExposeSecret;
use wardroom_core::crypto::keyring::Purpose;
use wardroom_core::crypto::sealed::{Place, Sealed};
use wardroom_core::crypto::token::{Token, TokenKind};
use wardroom_core::db::{Conn, sql};
use wardroom_core::model::{Id, MailTemplate};

use crate::cast::Stage;

/// More than any scene mails, and no walk through an outbox of years.
const LATEST: &str =
    "SELECT {m.mail.id} AS id, {m.mail.template} AS template, {m.mail.recipient} AS recipient,
    {m.mail.body_sealed} AS body FROM {mail} m ORDER BY {m.mail.created_at} DESC, {m.mail.id} DESC LIMIT 500";

#[derive(sqlx::FromRow)]
struct Row {
    id: Id,
    template: MailTemplate,
    recipient: String,
    body: Option<Vec<u8>>,
}

/// Template and recipient of every mail, oldest first.
pub async fn letters(world: &Stage) -> Vec<(MailTemplate, String)> {
    let rows = rows(world).await;
    rows.into_iter()
        .map(|r| (r.template, r.recipient))
        .collect()
}

/// The secret in the latest mail of this template to this recipient.
pub async fn secret(world: &Stage, template: MailTemplate, to: &str) -> String {
    let rows = rows(world).await;
    let row = rows
        .into_iter()
        .rfind(|r| r.template == template && r.recipient == to);
    opened(&row.unwrap()).unwrap()
}

/// The id of every mail that waits with a secret in it, and the secret.
pub async fn carried(world: &Stage) -> Vec<(Id, String)> {
    let rows = rows(world).await;
    let opened = rows.into_iter().map(|row| (opened(&row), row.id));
    opened
        .filter_map(|(secret, id)| Some((id, secret?)))
        .collect()
}

/// What a mail carries, if anything.
fn opened(row: &Row) -> Option<String> {
    let name = row.template.carries()?;
    let bytes = row.id.to_bytes();
    let place = Place {
        purpose: Purpose::Mail,
        label: "mail.body",
        row: &bytes,
    };
    let ring = crate::application::grown_ring();
    let sealed = Sealed::from_stored(row.body.clone()?).unwrap();
    let body = sealed.open(&ring, place).unwrap();
    let body: serde_json::Value = serde_json::from_slice(body.expose_secret()).unwrap();
    body[name].as_str().map(str::to_owned)
}

/// The token in the link of the latest such mail.
pub async fn link(world: &Stage, template: MailTemplate, to: &str) -> Token {
    let link = secret(world, template, to).await;
    let (_, token) = link.split_once("#token=").unwrap();
    Token::parse(TokenKind::Plain, token).unwrap()
}

/// Oldest first.
async fn rows(world: &Stage) -> Vec<Row> {
    let mut rows: Vec<Row> = world.db.clone().all(sql(LATEST)).await.unwrap();
    rows.reverse();
    rows
}

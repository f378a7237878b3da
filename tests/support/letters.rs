//! What is in the outbox, opened as the worker would: the code or link that only its reader knows.

use secrecy::ExposeSecret;
use wardroom_core::crypto::keyring::Purpose;
use wardroom_core::crypto::sealed::{Place, Sealed};
use wardroom_core::crypto::token::{Token, TokenKind};
use wardroom_core::db::{Conn, sql};
use wardroom_core::model::{Id, MailTemplate};

use crate::cast::World;

const ALL: &str =
    "SELECT {m.mail.id} AS id, {m.mail.template} AS template, {m.mail.recipient} AS recipient,
    {m.mail.body_sealed} AS body FROM {mail} m ORDER BY {m.mail.created_at}, {m.mail.id}";

#[derive(sqlx::FromRow)]
struct Row {
    id: Id,
    template: MailTemplate,
    recipient: String,
    body: Option<Vec<u8>>,
}

/// Template and recipient of every mail, oldest first.
pub async fn letters(world: &World) -> Vec<(MailTemplate, String)> {
    let rows = rows(world).await;
    rows.into_iter()
        .map(|r| (r.template, r.recipient))
        .collect()
}

/// The secret in the latest mail of this template to this recipient.
pub async fn secret(world: &World, template: MailTemplate, to: &str) -> String {
    let rows = rows(world).await;
    let row = rows
        .into_iter()
        .rfind(|r| r.template == template && r.recipient == to)
        .unwrap();
    let bytes = row.id.to_bytes();
    let place = Place {
        purpose: Purpose::Mail,
        label: "mail.body",
        row: &bytes,
    };
    let ring = crate::application::grown_ring();
    let sealed = Sealed::from_stored(row.body.unwrap()).unwrap();
    let body = sealed.open(&ring, place).unwrap();
    let body: serde_json::Value = serde_json::from_slice(body.expose_secret()).unwrap();
    body[template.carries().unwrap()]
        .as_str()
        .unwrap()
        .to_owned()
}

/// The token in the link of the latest such mail.
pub async fn link(world: &World, template: MailTemplate, to: &str) -> Token {
    let link = secret(world, template, to).await;
    let (_, token) = link.split_once("#token=").unwrap();
    Token::parse(TokenKind::Plain, token).unwrap()
}

async fn rows(world: &World) -> Vec<Row> {
    world.db.clone().all(sql(ALL)).await.unwrap()
}

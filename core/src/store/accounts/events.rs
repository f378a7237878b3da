//! Events: appended with what they tell of, never changed.

use serde_json::Value as Json;

use crate::crypto::ip_hash::IpHash;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{EventKind, Id, SessionId, UserId};

const APPEND: &str = "INSERT INTO {event} ({event.id}, {event.at}, {event.user_id}, {event.kind}, {event.session_id},
    {event.ip_hash}, {event.ip_key_version}, {event.user_agent}, {event.detail})
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// An event about to be written; its detail holds no secret and no personal data.
#[derive(Debug)]
pub(crate) struct NewEvent<'a> {
    pub(crate) id: &'a Id,
    pub(crate) kind: EventKind,
    pub(crate) user: Option<&'a UserId>,
    pub(crate) session: Option<&'a SessionId>,
    pub(crate) network: Option<IpHash>,
    pub(crate) user_agent: Option<&'a str>,
    pub(crate) detail: Json,
}

pub(crate) async fn append(edit: &mut Edit<'_>, event: NewEvent<'_>) -> Result<()> {
    let statement = sql(APPEND)
        .bind(event.id)
        .bind(edit.now())
        .bind(event.user.map(|u| u.0.clone()))
        .bind(event.kind.word())
        .bind(event.session.map(|s| s.0.clone()))
        .bind(event.network.map(|n| n.as_bytes().to_vec()))
        .bind(event.network.map(|n| i64::from(n.key_version().0)))
        .bind(event.user_agent)
        .bind(event.detail);
    edit.tx.execute(statement).await.map(drop)
}

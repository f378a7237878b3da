//! The audit entry of what Wardroom does by itself.

use serde_json::Value as Json;

use crate::db::Tx;
use crate::error::Result;
use crate::model::{ActorKind, AuditOutcome, Personal};
use crate::store::Directory;
use crate::store::audit::{NewEntry, append};

/// Appends the entry of a job that was done, and returns its place.
pub(super) async fn record(
    tx: &mut Tx,
    directory: &Directory,
    verb: &str,
    target: Option<(&'static str, String)>,
    detail: Json,
) -> Result<i64> {
    let entry = NewEntry {
        id: directory.fresh_uuid(),
        at: directory.now(),
        actor_kind: ActorKind::System,
        actor_id: None,
        actor_name: "wardroom".to_owned(),
        verb,
        outcome: AuditOutcome::Done,
        target,
        detail,
        personal: Personal::default(),
    };
    append(tx, directory.entropy(), entry).await
}

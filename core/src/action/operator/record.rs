//! What operators' own verbs leave in the audit: who tried, what came of it, never what was typed.

use serde_json::{Value as Json, json};

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::model::{ActorKind, AuditOutcome, Operator, Personal, Refusal};
use crate::store::Directory;
use crate::store::attempts::{self, AttemptKey};
use crate::store::audit::{NewEntry, append};

/// Who an unknown name is in the audit: people type passwords where names belong.
const NOBODY: &str = "(unknown)";

/// Appends that `who` did `verb`.
pub(super) async fn done(
    tx: &mut Tx,
    directory: &Directory,
    verb: &'static str,
    who: &Operator,
    detail: Json,
) -> Result<i64> {
    write(
        tx,
        directory,
        verb,
        Some(who),
        AuditOutcome::Done,
        json!({ "result": detail }),
    )
    .await
}

/// Keeps a refusal in `tx` with whatever else it holds, and returns it as the error.
pub(super) async fn refused<T>(
    mut tx: Tx,
    directory: &Directory,
    verb: &'static str,
    who: Option<&Operator>,
    refusal: Refusal,
) -> Result<T> {
    let why = json!({ "why": refusal.word() });
    write(&mut tx, directory, verb, who, AuditOutcome::Refused, why).await?;
    tx.commit().await?;
    Err(Error::Refused {
        action: verb,
        refusal,
    })
}

/// Counts an attempt before it is looked at; too early, it is refused and audited.
pub(super) async fn attempt(
    directory: &Directory,
    verb: &'static str,
    who: Option<&Operator>,
    key: AttemptKey,
) -> Result<()> {
    let mut tx = directory.begin().await?;
    match attempts::take(&mut tx, key, directory.now()).await? {
        Ok(()) => tx.commit().await,
        Err(left) => refused(tx, directory, verb, who, Refusal::wait(left)).await,
    }
}

async fn write(
    tx: &mut Tx,
    directory: &Directory,
    verb: &'static str,
    who: Option<&Operator>,
    outcome: AuditOutcome,
    detail: Json,
) -> Result<i64> {
    let entry = NewEntry {
        id: directory.fresh_uuid(),
        at: directory.now(),
        actor_kind: ActorKind::Operator,
        actor_id: who.map(|o| o.id.to_string()),
        actor_name: who.map_or_else(|| NOBODY.to_owned(), |o| o.name.clone()),
        verb,
        outcome,
        target: who.map(|o| ("operator", o.id.to_string())),
        detail,
        personal: Personal::default(),
    };
    append(tx, directory.entropy(), entry).await
}

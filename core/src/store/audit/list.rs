//! The audit as a list, newest first.

use crate::db::{Conn, Int, Value, sql};
use crate::error::Result;
use crate::model::{AuditEntry, Page, Ts};
use crate::store::Directory;

const LIST: &str = "SELECT seq, id, at, actor_kind, actor_id, actor_name, verb, outcome, target_kind, target_id, detail,
    personal_commitment, prev_hash, hash FROM {w}audit WHERE TRUE";

const DONE_BY: &str =
    "SELECT verb, count(*) FROM {w}audit WHERE actor_id = $1 AND at > $2 AND outcome = 'done'
    GROUP BY verb";

/// What an actor has done since an instant: each verb and how often.
pub(crate) async fn done_by(
    on: &mut impl Conn,
    actor: &str,
    since: Ts,
) -> Result<Vec<(String, Int)>> {
    on.all(sql(DONE_BY).bind(actor).bind(since)).await
}

/// What a list of entries is narrowed by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// The kind and id of what was acted on.
    pub target: Option<(&'static str, String)>,
    /// Who acted, by id.
    pub actor: Option<String>,
    /// What was done.
    pub verb: Option<String>,
}

impl Directory {
    /// A page of the audit, newest first, before entry `before` where given.
    pub async fn audit(
        &self,
        filter: &AuditFilter,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Page<AuditEntry, i64>> {
        if !self.has_books() {
            return Ok(Page {
                rows: Vec::new(),
                next: None,
            });
        }
        let mut statement = sql(LIST);
        if let Some((kind, id)) = &filter.target {
            statement = statement.push(
                " AND target_kind = ? AND target_id = ?",
                [Value::from(*kind), Value::from(id)],
            );
        }
        if let Some(actor) = &filter.actor {
            statement = statement.push(" AND actor_id = ?", [Value::from(actor)]);
        }
        if let Some(verb) = &filter.verb {
            statement = statement.push(" AND verb = ?", [Value::from(verb)]);
        }
        if let Some(before) = before {
            statement = statement.push(" AND seq < ?", [Value::from(before)]);
        }
        let wanted = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
        let mut rows: Vec<AuditEntry> = self
            .db()
            .all(statement.push(" ORDER BY seq DESC LIMIT ?", [Value::from(wanted)]))
            .await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|entry| entry.seq);
        Ok(Page { rows, next })
    }
}

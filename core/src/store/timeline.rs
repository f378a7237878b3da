//! A user's timeline: events and audit entries merged, newest first.

use std::collections::VecDeque;

use super::{AuditFilter, Directory};
use crate::db::{Conn, Value, sql};
use crate::error::Result;
use crate::model::{AuditEntry, Event, Moment, Page, TimeCursor, TimelineCursor, UserId};

const EVENTS: &str = "SELECT {e.event.id} AS id, {@e.event.at} AS at, {e.event.kind} AS kind,
    {e.event.session_id} AS session_id, {e.event.user_agent} AS user_agent, {e.event.ip_hash} AS ip_hash,
    {e.event.detail} AS detail
    FROM {event} e WHERE {e.event.user_id} = $1";

impl Directory {
    /// A page of what happened to a user, newest first, after `cursor`.
    pub async fn timeline(
        &self,
        user: &UserId,
        cursor: &TimelineCursor,
        limit: usize,
    ) -> Result<Page<Moment, TimelineCursor>> {
        // Either source may fill the page alone, so each is read as if it would.
        let mut events: VecDeque<Event> = self
            .events(user, cursor.event.as_ref(), limit)
            .await?
            .into();
        let filter = AuditFilter {
            target: Some(("user", user.to_string())),
            ..AuditFilter::default()
        };
        let audit = self.audit(&filter, cursor.audit, limit + 1).await?;
        let mut entries: VecDeque<AuditEntry> = audit.rows.into();
        let mut rows = Vec::with_capacity(limit);
        let mut next = cursor.clone();
        while rows.len() < limit {
            let Some(moment) = newest(&mut events, &mut entries) else {
                break;
            };
            match &moment {
                Moment::Event(event) => {
                    next.event = Some(TimeCursor {
                        at: event.at,
                        id: event.id.clone(),
                    });
                }
                Moment::Audit(entry) => next.audit = Some(entry.seq),
            }
            rows.push(moment);
        }
        let more = !events.is_empty() || !entries.is_empty();
        Ok(Page {
            rows,
            next: more.then_some(next),
        })
    }

    async fn events(
        &self,
        user: &UserId,
        after: Option<&TimeCursor>,
        limit: usize,
    ) -> Result<Vec<Event>> {
        let mut statement = sql(EVENTS).bind(&user.0);
        if let Some(after) = after {
            statement = statement.push(
                " AND ({e.event.at}, {e.event.id}) < (?, ?)",
                [self.layout().at(after.at), Value::from(&after.id)],
            );
        }
        let wanted = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
        let order = " ORDER BY {e.event.at} DESC, {e.event.id} DESC LIMIT ?";
        self.db()
            .all(statement.push(order, [Value::from(wanted)]))
            .await
    }
}

/// Takes the newer of the two first rows.
fn newest(events: &mut VecDeque<Event>, entries: &mut VecDeque<AuditEntry>) -> Option<Moment> {
    let is_event = match (events.front(), entries.front()) {
        (Some(event), Some(entry)) => event.at > entry.at,
        (event, _) => event.is_some(),
    };
    if is_event {
        events.pop_front().map(Moment::Event)
    } else {
        entries.pop_front().map(Moment::Audit)
    }
}

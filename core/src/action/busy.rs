//! How much one operator does: many sensitive actions within an hour raise an alert, and stop nothing.

use std::time::Duration;

use super::ALL;
use super::scene::Actor;
use crate::db::Tx;
use crate::error::Result;
use crate::model::Ts;
use crate::store::audit::done_by;

/// As many sensitive actions an hour are a busy day; more than that is a question.
pub const SENSITIVE_PER_HOUR: i64 = 20;

const HOUR: Duration = Duration::from_hours(1);

/// How many sensitive actions the actor has done within the hour, this one included, where that is beyond the cap.
pub(super) async fn beyond_the_cap(tx: &mut Tx, actor: &Actor, now: Ts) -> Result<Option<i64>> {
    let is_sensitive = |verb: &str| ALL.iter().any(|spec| spec.sensitive && spec.verb == verb);
    let done = done_by(tx, &actor.id, now.minus(HOUR)).await?;
    let before: i64 = done
        .iter()
        .filter(|(verb, _)| is_sensitive(verb))
        .map(|(_, times)| times.0)
        .sum();
    let done = before + 1;
    if done <= SENSITIVE_PER_HOUR {
        return Ok(None);
    }
    tracing::warn!(
        actor = actor.id,
        done,
        "more sensitive actions within an hour than {SENSITIVE_PER_HOUR}"
    );
    Ok(Some(done))
}

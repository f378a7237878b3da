//! Failed proofs of identity: each one makes the next wait longer, known name or not, and none locks out.

use std::time::Duration;

use crate::crypto::digest::sha256;
use crate::db::{Conn, Int, Sql, sql};
use crate::error::Result;
use crate::model::Ts;

const FAILED: &str = "SELECT failed, next_at FROM {w}attempts WHERE key = $1";

// One statement decides: of two attempts at the same moment only one is let in.
const TAKE: &str = "INSERT INTO {w}attempts AS a (key, failed, next_at) VALUES ($1, $2, $3)
    ON CONFLICT (key) DO UPDATE SET failed = excluded.failed, next_at = excluded.next_at WHERE a.next_at <= $4";

// One row holds how much is used up, as the instant at which all of it is there again: each one moves it on.
const ONE_MORE: Sql = Sql::each(
    "INSERT INTO {w}attempts AS a (key, failed, next_at) VALUES ($1, 1, $3)
    ON CONFLICT (key) DO UPDATE SET failed = a.failed + 1, next_at = max(a.next_at, $2) + $4
    WHERE a.next_at <= $5",
    "INSERT INTO {w}attempts AS a (key, failed, next_at) VALUES ($1, 1, $3)
    ON CONFLICT (key) DO UPDATE SET failed = a.failed + 1,
    next_at = greatest(a.next_at, $2) + CAST($4 AS BIGINT) * INTERVAL '1 microsecond' WHERE a.next_at <= $5",
);

const CLEAR: &str = "DELETE FROM {w}attempts WHERE key = $1";
const FORGET: &str = "DELETE FROM {w}attempts WHERE next_at < $1";

const LONGEST: Duration = Duration::from_mins(5);
const HOUR: Duration = Duration::from_hours(1);
/// After this long without an attempt, it begins anew.
const REMEMBERED: Duration = Duration::from_hours(24);

/// What is attempted, by whom: a hash, so that what was typed is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AttemptKey([u8; 32]);

impl AttemptKey {
    /// The key of `what` attempted under `name`.
    pub(crate) fn new(what: &'static str, name: &str) -> Self {
        Self(sha256(format!("{what}\n{name}").as_bytes()))
    }
}

/// Counts an attempt as failed before it is looked at, or says how long to wait; [`clear`] takes it back.
///
/// Counted first, so that many at once, or one whose program is killed half-way, are not free.
pub(crate) async fn take(
    on: &mut impl Conn,
    key: AttemptKey,
    now: Ts,
) -> Result<Result<(), Duration>> {
    on.execute(sql(FORGET).bind(now.minus(REMEMBERED))).await?;
    let before: Option<(Int, Ts)> = on.optional(sql(FAILED).bind(key.0)).await?;
    let (failed, next_at) = before.map_or((0, now), |(failed, at)| (failed.0, at));
    let statement = sql(TAKE)
        .bind(key.0)
        .bind(failed + 1)
        .bind(now.plus(delay(failed + 1)))
        .bind(now);
    if on.execute(statement).await? == 0 {
        return Ok(Err(next_at.since(now).max(delay(1))));
    }
    Ok(Ok(()))
}

/// Counts something that may happen once within `pause`, or says how long to wait.
pub(crate) async fn once_in(
    on: &mut impl Conn,
    key: AttemptKey,
    now: Ts,
    pause: Duration,
) -> Result<Result<(), Duration>> {
    let statement = sql(TAKE)
        .bind(key.0)
        .bind(1_i64)
        .bind(now.plus(pause))
        .bind(now);
    if on.execute(statement).await? == 1 {
        return Ok(Ok(()));
    }
    let before: Option<(Int, Ts)> = on.optional(sql(FAILED).bind(key.0)).await?;
    Ok(Err(before.map_or(pause, |(_, next_at)| next_at.since(now))))
}

/// Counts something of which `most` may happen within an hour, all at once or spread over it, or says how long to wait.
pub(crate) async fn most_an_hour(
    on: &mut impl Conn,
    key: AttemptKey,
    now: Ts,
    most: u32,
) -> Result<Result<(), Duration>> {
    on.execute(sql(FORGET).bind(now.minus(REMEMBERED))).await?;
    let each = HOUR / most.max(1);
    let used_up = now.plus(HOUR.saturating_sub(each));
    let statement = sql(ONE_MORE)
        .bind(key.0)
        .bind(now)
        .bind(now.plus(each))
        .bind(i64::try_from(each.as_micros()).unwrap_or(i64::MAX))
        .bind(used_up);
    if on.execute(statement).await? == 1 {
        return Ok(Ok(()));
    }
    let before: Option<(Int, Ts)> = on.optional(sql(FAILED).bind(key.0)).await?;
    Ok(Err(
        before.map_or(each, |(_, next_at)| next_at.since(used_up))
    ))
}

/// Takes the failures back after a success.
pub(crate) async fn clear(on: &mut impl Conn, key: AttemptKey) -> Result<u64> {
    on.execute(sql(CLEAR).bind(key.0)).await
}

/// 1, 2, 4 … seconds, five minutes at most.
fn delay(failed: i64) -> Duration {
    let doublings = u32::try_from(failed - 1).unwrap_or(u32::MAX).min(16);
    Duration::from_secs(1 << doublings).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_doubles_to_five_minutes() {
        let seconds: Vec<u64> = (1..=11).map(|n| delay(n).as_secs()).collect();
        assert_eq!(seconds, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        assert_eq!(delay(i64::MAX), LONGEST);
    }
}

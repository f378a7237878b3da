//! Policies of sweeps, written.

use crate::db::{Conn, Tx, sql};
use crate::error::{Error, Result};
use crate::model::{PolicyChange, Ts};

// Only over the row that was looked at: of two operators who change one policy, the second looks again.
const WRITE: &str =
    "INSERT INTO {w}policies AS p (sweep, enabled, keep_seconds, cron, zone, target_ms, duty_percent,
    updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (sweep) DO UPDATE SET enabled = $2, keep_seconds = $3, cron = $4, zone = $5,
    updated_at = $8, updated_by = $9 WHERE p.updated_at = $10";

/// Writes the policy as it is to be; a conflict where somebody else wrote it meanwhile.
pub(crate) async fn write(tx: &mut Tx, change: &PolicyChange, at: Ts, by: &str) -> Result<()> {
    let after = &change.after;
    let (target_ms, duty_percent) = change.pace;
    let keep = i64::try_from(after.keep_seconds).unwrap_or(i64::MAX);
    let statement = sql(WRITE)
        .bind(change.sweep)
        .bind(after.enabled)
        .bind(keep)
        .bind(&after.cron)
        .bind(&after.zone)
        .bind(target_ms)
        .bind(duty_percent)
        .bind(at)
        .bind(by)
        .bind(change.since);
    if tx.execute(statement).await? == 0 {
        return Err(Error::Conflict {
            what: "the policy of sweep",
            value: change.sweep.to_owned(),
        });
    }
    Ok(())
}

//! The right to run one sweep now. Its fence only grows: a worker that slept through its lease holds an old number.

use std::time::Duration;

use crate::db::{Conn, Engine, Tx, Value, sql};
use crate::error::Result;

/// How long a worker may say nothing before another may take its place.
pub(super) const TIME_TO_LIVE: Duration = Duration::from_mins(1);
/// How often it is renewed by a worker that could also only hold it.
pub(super) const RENEW_EVERY: Duration = Duration::from_secs(10);

/// Gives nothing while somebody holds it. After a wait for the row's lock the clock is read again, not the wait's begin.
const TAKE: &str =
    "INSERT INTO {w}leases AS l (name, owner, fence, until) VALUES ($1, $2, 1, {now+$3})
    ON CONFLICT (name) DO UPDATE SET owner = $2, until = {now+$3}, fence = l.fence + 1
    WHERE l.until IS NULL OR l.until < {now} RETURNING fence";

/// By the fence alone: as long as nobody took it, it is ours, however late we are.
const RENEW: &str =
    "UPDATE {w}leases SET until = {now+$4} WHERE name = $1 AND owner = $2 AND fence = $3";

/// Between two renewals PostgreSQL's lanes only look, and keep the row from a taker while they work: a renewal by
/// each would let no two of them work at a time.
const HOLD: &str = "SELECT set_config('synchronous_commit', 'off', TRUE), set_config('statement_timeout', $4, TRUE),
    set_config('plan_cache_mode', $5, TRUE) FROM {w}leases WHERE name = $1 AND owner = $2 AND fence = $3 FOR SHARE";

/// What a purge's transaction is like on PostgreSQL, set on the same trip: it need not wait for the disk (a lost
/// purge is done again), it never holds a row longer than it may, and its statement is planned as it is given.
const SETTINGS: &str = " RETURNING set_config('synchronous_commit', 'off', TRUE),
    set_config('statement_timeout', ?, TRUE), set_config('plan_cache_mode', ?, TRUE)";

const RELEASE: &str =
    "UPDATE {w}leases SET owner = NULL, until = NULL WHERE name = $1 AND owner = $2 AND fence = $3";

/// How PostgreSQL plans a batch's statement. Never `force_custom_plan`: every row's cascade would be planned anew.
#[derive(Clone, Copy, Debug)]
pub(super) enum Planned {
    /// Once, for any values: a range of blocks has one plan, and planning it anew costs a short batch up to 2 % of its work.
    Once,
    /// As PostgreSQL thinks best: by index, the plan depends on how much is due.
    AsItThinks,
}

impl Planned {
    fn setting(self) -> &'static str {
        match self {
            Self::Once => "force_generic_plan",
            Self::AsItThinks => "auto",
        }
    }
}

/// A lease that was ours when we looked.
#[derive(Clone, Debug)]
pub(super) struct Lease {
    name: &'static str,
    owner: String,
    pub(super) fence: i64,
}

impl Lease {
    /// Takes the lease if nobody holds it.
    pub(super) async fn take(tx: &mut Tx, name: &'static str, owner: &str) -> Result<Option<Self>> {
        let statement = sql(TAKE).bind(name).bind(owner).bind(time_to_live());
        let fence: Option<(i64,)> = tx.optional(statement).await?;
        Ok(fence.map(|(fence,)| Self {
            name,
            owner: owner.to_owned(),
            fence,
        }))
    }

    /// Renews it and holds its row until the transaction ends; `false` when it is another's.
    pub(super) async fn renew(
        &self,
        tx: &mut Tx,
        longest: Duration,
        planned: Planned,
    ) -> Result<bool> {
        let mut statement = sql(RENEW)
            .bind(self.name)
            .bind(&self.owner)
            .bind(self.fence)
            .bind(time_to_live());
        if tx.engine() == Engine::Postgres {
            let longest = format!("{}ms", longest.as_millis());
            let settings = [Value::from(longest), Value::from(planned.setting())];
            statement = statement.push(SETTINGS, settings);
        }
        Ok(tx.execute(statement).await? == 1)
    }

    /// Keeps others from taking it until the transaction ends, without renewing it; `false` when it is another's.
    ///
    /// PostgreSQL only: SQLite has one writer, who may as well renew.
    pub(super) async fn hold(
        &self,
        tx: &mut Tx,
        longest: Duration,
        planned: Planned,
    ) -> Result<bool> {
        let statement = sql(HOLD)
            .bind(self.name)
            .bind(&self.owner)
            .bind(self.fence)
            .bind(format!("{}ms", longest.as_millis()))
            .bind(planned.setting());
        Ok(tx.execute(statement).await? == 1)
    }

    /// Gives it back, if it is still ours.
    pub(super) async fn release(&self, tx: &mut Tx) -> Result<()> {
        let statement = sql(RELEASE)
            .bind(self.name)
            .bind(&self.owner)
            .bind(self.fence);
        tx.execute(statement).await.map(drop)
    }
}

fn time_to_live() -> i64 {
    i64::try_from(TIME_TO_LIVE.as_micros()).unwrap_or(i64::MAX)
}

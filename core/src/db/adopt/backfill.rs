//! Fills in the rows from before, in short batches by id; killed, it goes on where it stopped.

use std::time::{Duration, Instant};

use serde::Serialize;

use super::bench::{Bench, at_bench, dynamic};
use super::record::{Adopted, Phase, write};
use super::survey::compared;
use super::triggers::{folded, twins};
use crate::db::migrate::Place;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::model::Id;

/// How gently rows are filled in.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Rows in one transaction.
    pub batch: u32,
    /// The least rest after a batch; it is never shorter than the batch took, so that the application has half the time.
    pub rest: Duration,
}

impl Default for Pace {
    /// A batch of 500 rows, then at least 5 ms for others.
    fn default() -> Self {
        Self {
            batch: 500,
            rest: Duration::from_millis(5),
        }
    }
}

/// What a backfill did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Backfilled {
    /// Rows walked over.
    pub walked: u64,
    /// Rows that were filled in.
    pub filled: u64,
}

/// Fills in every row that lacks something; `told` hears how many rows are walked over.
pub async fn backfill(
    place: &Place<'_>,
    gently: Pace,
    told: &mut (dyn FnMut(u64) + Send),
) -> Result<Backfilled> {
    at_bench!(place, |bench| walk(bench, gently, told))
}

async fn walk(
    bench: &mut Bench<'_>,
    pace: Pace,
    told: &mut (dyn FnMut(u64) + Send),
) -> Result<Backfilled> {
    let phases = [Phase::Expanded, Phase::Backfilled, Phase::Switched];
    let mut adopted = bench.standing("backfill", &phases).await?;
    let mut done = Backfilled::default();
    if adopted.phase == Phase::Switched {
        // The rows from before are whole since the switch; those that came later have all but this.
        done.filled = stragglers(bench).await?;
        done.walked = done.filled;
        return Ok(done);
    }
    let fill = fill(bench, &adopted);
    loop {
        let begun = Instant::now();
        let ids = next(bench, &adopted, pace.batch).await?;
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
            break;
        };
        adopted.reached = Some(last.to_string());
        done.filled += batch(bench, &fill, &adopted, (first, last)).await?;
        done.walked += ids.len() as u64;
        told(done.walked);
        tokio::time::sleep(begun.elapsed().max(pace.rest)).await;
    }
    done.filled += stragglers(bench).await?;
    adopted.reached = None;
    bench.stands_at(&mut adopted, Phase::Backfilled).await?;
    Ok(done)
}

async fn next(bench: &mut Bench<'_>, adopted: &Adopted, batch: u32) -> Result<Vec<Id>> {
    let reached = adopted.reached.as_deref();
    let reached = reached.and_then(|id| adopted.mapping.ids().parse(id));
    let first = format!("ORDER BY {{user.id}} LIMIT {}", batch.max(1));
    let read = match reached {
        None => dynamic(format!("SELECT {{user.id}} AS id FROM {{user}} {first}")),
        Some(id) => dynamic(format!(
            "SELECT {{user.id}} AS id FROM {{user}} WHERE {{user.id}} > $1 {first}"
        ))
        .bind(id),
    };
    let rows: Vec<(Id,)> = bench.db.all(read).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

const RANGE: &str = "{user.id} >= $1 AND {user.id} <= $2";

const ROUND: usize = 200;
const STRAGGLERS: &str = "SELECT {user.id} AS id, {user.email} AS email FROM {user}
     WHERE {user.email_normalized} IS NULL AND {user.email} IS NOT NULL LIMIT 200";

#[derive(sqlx::FromRow)]
struct Unfolded {
    id: Id,
    email: String,
}

/// Fills one range and remembers how far it got, in one transaction.
async fn batch(
    bench: &Bench<'_>,
    fill: &str,
    adopted: &Adopted,
    (first, last): (&Id, &Id),
) -> Result<u64> {
    let mut tx = bench.db.begin().await?;
    let filled = tx.execute(dynamic(fill).bind(first).bind(last)).await?;
    let unfolded = format!(
        "SELECT {{user.id}} AS id, {{user.email}} AS email FROM {{user}}
         WHERE {RANGE} AND {{user.email_normalized}} IS NULL"
    );
    let rows: Vec<Unfolded> = tx.all(dynamic(unfolded).bind(first).bind(last)).await?;
    fold(&mut tx, rows).await?;
    write(&mut tx, adopted).await?;
    tx.commit().await?;
    Ok(filled)
}

async fn fold(tx: &mut Tx, rows: Vec<Unfolded>) -> Result<()> {
    // An address that changed meanwhile is another: the next round sees to it.
    const FOLD: &str = "UPDATE {user} SET {user.email_normalized} = $3
         WHERE {user.id} = $1 AND {user.email} = $2 AND {user.email_normalized} IS NULL";
    for row in rows {
        let folded = compared(&row.email);
        tx.execute(dynamic(FOLD).bind(row.id).bind(row.email).bind(folded))
            .await?;
    }
    Ok(())
}

/// Folds the addresses that a trigger left for Wardroom, wherever they are.
pub(super) async fn stragglers(bench: &Bench<'_>) -> Result<u64> {
    let mut folded = 0;
    loop {
        let mut tx = bench.db.begin().await?;
        let rows: Vec<Unfolded> = tx.all(dynamic(STRAGGLERS)).await?;
        let found = rows.len();
        fold(&mut tx, rows).await?;
        tx.commit().await?;
        folded += found as u64;
        if found < ROUND {
            return Ok(folded);
        }
    }
}

/// The one statement that fills a range; a row that lacks nothing is not written.
fn fill(bench: &Bench<'_>, adopted: &Adopted) -> String {
    let mapping = &adopted.mapping;
    let created = mapping.created.as_deref().unwrap_or("NULL");
    let created = format!("coalesce({{user.created_at}}, {created}, {{now}})");
    let folded = folded(bench.db.engine(), "");
    let mut set = vec![
        format!("{{user.created_at}} = {created}"),
        format!("{{user.updated_at}} = coalesce({{user.updated_at}}, {created})"),
        format!("{{user.email_normalized}} = coalesce({{user.email_normalized}}, {folded})"),
    ];
    let mut lacks: Vec<String> = ["created_at", "updated_at", "email_normalized"]
        .iter()
        .map(|column| format!("{{user.{column}}} IS NULL"))
        .collect();
    if mapping.verified.is_some() {
        // When it was proved nobody noted; it was no earlier than this.
        set.push(format!(
            "{{user.email_verified_at}} = CASE WHEN {{user.app_verified}}
                THEN coalesce({{user.email_verified_at}}, {created}) ELSE {{user.email_verified_at}} END"
        ));
        lacks.push("({user.app_verified} AND {user.email_verified_at} IS NULL)".to_owned());
    }
    for (theirs, ours, _) in twins(mapping) {
        set.push(format!("{ours} = coalesce({ours}, {theirs})"));
        lacks.push(format!("({ours} IS NULL AND {theirs} IS NOT NULL)"));
    }
    let (set, lacks) = (set.join(", "), lacks.join(" OR "));
    format!("UPDATE {{user}} SET {set} WHERE {RANGE} AND ({lacks})")
}

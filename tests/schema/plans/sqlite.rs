//! SQLite's verdict: `EXPLAIN QUERY PLAN` of what ran, and the time of what walked an index to its end.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use wardroom_tests::database::Fresh;

use super::Fault;
use super::capture::Ran;

/// A walk along a whole index with a look at every row; a list or a look-up takes a small part of its time.
const YARD: &str = "SELECT count(*) FROM users INDEXED BY users_created WHERE display_name = ''";
/// The part of it that is too much.
const PART: f64 = 0.5;

/// The statements of each scene that read too much, and why.
pub(super) async fn faults(db: &Fresh, ran: &[Ran]) -> Vec<Fault> {
    let mut on = SqliteConnection::connect(db.url()).await.unwrap();
    let large = large(&mut on).await;
    let mut least: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for one in ran {
        // The quickest of several runs: a busy machine makes the others slow.
        let seconds = least.entry((&one.scene, &one.text)).or_insert(f64::MAX);
        *seconds = seconds.min(one.seconds);
    }
    let yard = yard(&mut on).await;
    let mut found = Vec::new();
    for ((scene, text), seconds) in least {
        let mut whys = scans(&plan(&mut on, text).await, text, &large);
        if seconds > yard * PART {
            whys.push(format!(
                "takes {:.1} ms, a walk over all users {:.1} ms",
                seconds * 1e3,
                yard * 1e3
            ));
        }
        found.extend(whys.into_iter().map(|why| {
            let (scene, text) = (scene.to_owned(), text.to_owned());
            Fault { scene, why, text }
        }));
    }
    on.close().await.unwrap();
    found
}

/// Control statements have no plan.
async fn plan(on: &mut SqliteConnection, text: &str) -> Vec<String> {
    const PLANNED: [&str; 5] = ["SELECT", "WITH", "INSERT", "UPDATE", "DELETE"];
    if !PLANNED
        .iter()
        .any(|verb| text.trim_start().starts_with(verb))
    {
        return Vec::new();
    }
    let rows: Vec<(i64, i64, i64, String)> =
        sqlx::query_as(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}")))
            .fetch_all(on)
            .await
            .unwrap();
    rows.into_iter().map(|row| row.3).collect()
}

/// Steps that read a whole large table without even an index; an alias stands for the table named before it.
fn scans(plan: &[String], text: &str, large: &[String]) -> Vec<String> {
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect();
    let is_large = |name: &str| {
        let named = |table: &str| large.iter().any(|l| l == table);
        named(name)
            || words
                .windows(2)
                .any(|pair| named(pair[0]) && pair[1] == name)
    };
    // In the order of the key and no further than asked for: then the time tells.
    let sorts = plan
        .iter()
        .any(|step| step.contains("TEMP B-TREE FOR ORDER BY"));
    if text.contains("LIMIT") && !sorts {
        return Vec::new();
    }
    plan.iter()
        .filter_map(|step| step.strip_prefix("SCAN "))
        .filter(|step| !step.contains(" USING ") && step.split(' ').next().is_some_and(is_large))
        .map(|step| format!("reads all of {step}"))
        .collect()
}

async fn large(on: &mut SqliteConnection) -> Vec<String> {
    let sql = format!(
        "SELECT DISTINCT tbl FROM sqlite_stat1 WHERE CAST(stat AS INTEGER) >= {}",
        super::LARGE
    );
    sqlx::query_scalar(AssertSqlSafe(sql))
        .fetch_all(on)
        .await
        .unwrap()
}

/// The median, against the quickest of what is judged by it: a busy machine accuses nobody.
async fn yard(on: &mut SqliteConnection) -> f64 {
    let mut runs = Vec::new();
    for _ in 0..9 {
        let begun = std::time::Instant::now();
        sqlx::query(YARD).fetch_all(&mut *on).await.unwrap();
        runs.push(begun.elapsed().as_secs_f64());
    }
    runs.sort_by(f64::total_cmp);
    runs[runs.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_of_a_large_table_is_known() {
        let text = "SELECT 1 FROM \"users\" u JOIN \"roles\" r ON TRUE";
        let plan = [
            "SCAN u",
            "SCAN r",
            "SCAN u USING INDEX users_created",
            "SEARCH u",
        ];
        let plan = plan.map(str::to_owned);
        assert_eq!(scans(&plan, text, &["users".into()]), ["reads all of u"]);
    }
}

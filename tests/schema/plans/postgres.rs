//! PostgreSQL's verdict: the plans it really used, with the rows each step read, from `auto_explain` in the server's log.

use serde_json::Value;
use wardroom_tests::cluster::Cluster;

use super::{Fault, LARGE, WALK};

/// What a new connection to `database` reports from now on.
pub(super) fn settings(database: &str) -> String {
    [
        ("session_preload_libraries", "'auto_explain'"),
        ("auto_explain.log_min_duration", "0"),
        ("auto_explain.log_format", "'json'"),
        ("auto_explain.log_analyze", "on"),
        ("auto_explain.log_timing", "off"),
        // What triggers and foreign keys run counts too.
        ("auto_explain.log_nested_statements", "on"),
    ]
    .map(|(name, value)| format!("ALTER DATABASE {database} SET {name} = {value};"))
    .concat()
}

/// The plans in the log: documents indented under a line that ends in `plan:`.
pub(super) fn plans(cluster: &Cluster) -> Vec<Value> {
    let log = cluster.log();
    let mut lines = log.lines().peekable();
    let mut plans = Vec::new();
    while let Some(line) = lines.next() {
        if line.ends_with("plan:") {
            let mut document = String::new();
            while let Some(more) = lines.next_if(|line| line.starts_with('\t')) {
                document.push_str(more);
            }
            plans.push(serde_json::from_str(&document).unwrap());
        }
    }
    plans
}

/// A statement that changes nothing but names the scene in the log.
pub(super) fn marker(scene: &str) -> String {
    format!("SELECT '{MARK}{scene}'")
}

const MARK: &str = "scene: ";

/// The statements of each scene that read large tables in whole, or more of one than a list or a look-up needs.
pub(super) fn faults(plans: &[Value], large: &[String]) -> Vec<Fault> {
    let (mut scene, mut found) = (String::new(), Vec::new());
    for plan in plans {
        let text = plan["Query Text"].as_str().unwrap_or_default();
        if let Some((_, marked)) = text.split_once(MARK) {
            marked.trim_end_matches('\'').clone_into(&mut scene);
        }
        let mut whys = Vec::new();
        visit(&plan["Plan"], large, &mut whys);
        found.extend(whys.into_iter().map(|why| {
            let (scene, text) = (scene.clone(), text.to_owned());
            Fault { scene, why, text }
        }));
    }
    found
}

fn visit(node: &Value, large: &[String], found: &mut Vec<String>) {
    let kind = node["Node Type"].as_str().unwrap_or_default();
    let table = node["Relation Name"].as_str().unwrap_or_default();
    if large.iter().any(|name| name == table) {
        let read = rows_read(node);
        // A list that stops early may begin in the order of the table.
        if kind == "Seq Scan" && read >= u64::from(LARGE) {
            found.push(format!("reads all of {table}"));
        // A walk by block is as wide as its batch, which grows while batches are quick.
        } else if read > WALK && kind != "Tid Range Scan" {
            let index = node["Index Name"].as_str().unwrap_or("no index");
            found.push(format!("{kind} of {table} by {index} reads {read} rows"));
        }
    }
    for child in node["Plans"].as_array().into_iter().flatten() {
        visit(child, large, found);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of rows that PostgreSQL averages"
)]
fn rows_read(node: &Value) -> u64 {
    let each: f64 = [
        "Actual Rows",
        "Rows Removed by Filter",
        "Rows Removed by Index Recheck",
    ]
    .iter()
    .filter_map(|count| node[*count].as_f64())
    .sum();
    (each * node["Actual Loops"].as_f64().unwrap_or(1.0)) as u64
}

/// The tables with more rows than [`LARGE`].
pub(super) fn large() -> String {
    format!("SELECT relname::text FROM pg_class WHERE relkind = 'r' AND reltuples >= {LARGE}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_scan_below_another_step_is_found_and_a_small_one_is_not() {
        let mark = json!({ "Query Text": marker("list") });
        let plan = json!({ "Query Text": "SELECT", "Plan": { "Node Type": "Limit", "Plans": [
            { "Node Type": "Seq Scan", "Relation Name": "users", "Actual Rows": 200_000, "Actual Loops": 1 },
            { "Node Type": "Seq Scan", "Relation Name": "users", "Actual Rows": 50, "Actual Loops": 1 },
            { "Node Type": "Seq Scan", "Relation Name": "roles" },
            { "Node Type": "Index Scan", "Relation Name": "users", "Index Name": "users_created",
              "Actual Rows": 1, "Rows Removed by Filter": 199_999, "Actual Loops": 1 },
            { "Node Type": "Index Scan", "Relation Name": "users", "Index Name": "users_created",
              "Actual Rows": 51, "Actual Loops": 1 },
        ] } });
        let found = faults(&[mark, plan], &["users".into()]);
        let whys: Vec<&str> = found.iter().map(|fault| fault.why.as_str()).collect();
        assert_eq!(
            whys,
            [
                "reads all of users",
                "Index Scan of users by users_created reads 200000 rows"
            ]
        );
        assert!(found.iter().all(|fault| fault.scene == "list"));
    }
}

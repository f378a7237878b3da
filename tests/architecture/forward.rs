//! The migrations over an application's tables: one step forward each, nothing taken away, no index built under a lock.

use crate::migrations::FORWARD;
use crate::source::{Finding, Source, assert_clean, tracked};

/// What takes something away from an application that is running, or holds it up while every row is read.
const TAKES: [&str; 8] = [
    "DROP ",
    "RENAME",
    "TRUNCATE",
    "DELETE ",
    "UPDATE ",
    " TYPE ",
    "SET NOT NULL",
    "VALIDATE",
];

/// Without comments, and without what a foreign key says of deletes and updates.
fn statement(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("--"));
    let sql = lines.collect::<Vec<_>>().join("\n").to_uppercase();
    sql.replace("ON DELETE ", "").replace("ON UPDATE ", "")
}

fn wrong(file: &Source) -> Vec<String> {
    let sql = statement(&file.text);
    let mut wrong: Vec<String> = TAKES
        .iter()
        .filter(|word| sql.contains(**word))
        .map(|word| format!("says {}", word.trim()))
        .collect();
    if file.path.ends_with(".up.sql") || file.path.ends_with(".down.sql") {
        wrong.push("has a way down".to_owned());
    }
    // An index of a table made in the same file holds nobody up: the table is empty.
    let builds = sql.contains(" INDEX ") && !sql.contains("CREATE TABLE ");
    let alone = file.text.starts_with("-- no-transaction")
        && sql.contains("CONCURRENTLY IF NOT EXISTS")
        && sql.matches(';').count() == 1;
    if builds && file.path.contains("/postgres/") && !alone {
        wrong.push(
            "builds an index under a lock; build it concurrently, in a file without a transaction"
                .to_owned(),
        );
    }
    if sql.matches("CREATE TABLE ").count() > 1 {
        wrong.push("makes more than one table".to_owned());
    }
    wrong
}

fn is_forward(file: &Source) -> bool {
    let set = |engine: &str| format!("migrations/{engine}/{FORWARD}");
    file.path.starts_with(&set("postgres")) || file.path.starts_with(&set("sqlite"))
}

#[test]
fn migrations_over_an_applications_tables_only_add() {
    let files = tracked();
    let ours: Vec<&Source> = files.iter().filter(|file| is_forward(file)).collect();
    assert!(ours.len() >= 20, "the set was not found");
    let findings: Vec<Finding> = ours
        .iter()
        .flat_map(|file| wrong(file).into_iter().map(|says| file.finding(1, says)))
        .collect();
    assert_clean(&findings);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> usize {
        wrong(&Source::new("migrations/postgres/authjs/0099_x.sql", text)).len()
    }

    #[test]
    fn what_adds_is_right_and_what_takes_is_found() {
        let add = "ALTER TABLE {d}\"User\" ADD COLUMN role TEXT;";
        let build =
            "-- no-transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS i ON {d}\"User\" (role);";
        assert_eq!((said(add), said(build)), (0, 0));
        for takes in [
            "ALTER TABLE {d}\"User\" DROP COLUMN role;",
            "ALTER TABLE {d}\"User\" ALTER role SET NOT NULL;",
            "CREATE INDEX i ON {d}\"User\" (role);",
            "UPDATE {d}\"User\" SET role = 'user';",
        ] {
            assert_eq!(said(takes), 1, "{takes}");
        }
    }
}

//! Fills a migrated database with the rows of the list, one statement a table, and analyses it.

use wardroom_core::db::Names;
use wardroom_core::model::Ts;
use wardroom_tests::database::{Engine, Fresh};

use super::rows::{Rows, TABLES};
use super::waiting;
use crate::tracking::target;

/// The instant every test here calls now: 2026-01-01T00:00:00Z.
pub(super) fn now() -> Ts {
    Ts::from_us(1_767_225_600_000_000).unwrap()
}

/// Fills it; foreign keys and the audit's triggers are off meanwhile, the rows satisfy them.
pub(super) async fn fill(db: &Fresh) {
    let (before, after) = match db.engine() {
        Engine::Sqlite => (
            "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;",
            "ANALYZE;",
        ),
        Engine::Postgres => ("SET session_replication_role = replica;", "VACUUM ANALYZE;"),
    };
    let names = Names::bookkeeping(target(db).engine());
    let mut script = before.to_owned();
    for rows in TABLES.iter().chain(waiting::TABLES) {
        script += &insert(rows, db.engine())
            .replace("{d}", "")
            .replace("{w}", names);
    }
    // The chain's head is where the last entry says.
    script += &expand(
        "UPDATE {w}audit_head SET seq = 200000, hash = HASH[200001];",
        db.engine(),
    )
    .replace("{w}", names);
    db.run(&script).await.unwrap();
    db.run(after).await.unwrap();
}

fn insert(rows: &Rows, engine: Engine) -> String {
    let (table, count) = (rows.table, rows.count);
    let names: Vec<&str> = rows.columns.iter().map(|c| c.0).collect();
    let values: Vec<String> = rows.columns.iter().map(|c| expand(c.1, engine)).collect();
    let (names, values) = (names.join(", "), values.join(", "));
    match engine {
        Engine::Sqlite => format!(
            "WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < {count})
             INSERT INTO {table} ({names}) SELECT {values} FROM g;\n"
        ),
        Engine::Postgres => format!(
            "INSERT INTO {table} ({names}) SELECT {values} FROM generate_series(1, {count}) g (i);\n"
        ),
    }
}

/// Spells `ID[…]`, `HASH[…]` and `AT[…]` for one engine.
fn expand(text: &str, engine: Engine) -> String {
    let seconds = now().unix_seconds();
    let spelled = match engine {
        Engine::Sqlite => [
            ("ID[", "unhex(printf('%032x', %))".to_owned()),
            ("HASH[", "unhex(printf('%064x', %))".to_owned()),
            ("AT[", format!("(({seconds} - (%)) * 1000000)")),
        ],
        Engine::Postgres => [
            ("ID[", "lpad(to_hex(%), 32, '0')::uuid".to_owned()),
            (
                "HASH[",
                "decode(lpad(to_hex(%), 64, '0'), 'hex')".to_owned(),
            ),
            ("AT[", format!("to_timestamp({seconds} - (%))")),
        ],
    };
    spelled
        .iter()
        .fold(text.to_owned(), |mut text, (word, spelling)| {
            while let Some((before, rest)) = text.split_once(word) {
                let (argument, after) = rest.split_once(']').unwrap();
                // `printf` has percent signs of its own: the place is the last one.
                let (left, right) = spelling.rsplit_once('%').unwrap();
                text = format!("{before}{left}{argument}{right}{after}");
            }
            text
        })
}

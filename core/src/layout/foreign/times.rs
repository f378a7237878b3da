//! How a column spells its instants, decided from its type on PostgreSQL and from what it holds on SQLite.

use crate::db::{Conn, Db, Engine, sql};
use crate::error::{Error, Result};
use crate::layout::{AppSettings, Spelling};

/// So many rows tell what a column holds; a sweep looks at every one before it removes any.
const LOOKED_AT: &str = " IS NOT NULL LIMIT 200) looked";

/// The spelling of one column; `table` and `column` as the engine wants them quoted.
pub(super) async fn spelling(
    db: &Db,
    app: &AppSettings,
    [table, column]: [&str; 2],
    declared: &str,
) -> Result<Spelling> {
    match db.engine() {
        Engine::Postgres => Ok(match declared {
            "timestamp with time zone" => Spelling::Native,
            "timestamp without time zone" => Spelling::Wall(zone(app)?),
            _ => Spelling::Millis,
        }),
        Engine::Sqlite => on_sqlite(db, [table, column], declared).await,
    }
}

fn zone(app: &AppSettings) -> Result<String> {
    let name = app.time_zone.iana_name().unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_+-/".contains(c);
    if name.is_empty() || !name.chars().all(is_plain) {
        let why = "must be a name of the IANA database, as in Europe/Berlin";
        return Err(Error::invalid("time_zone", why));
    }
    Ok(name.to_owned())
}

async fn on_sqlite(db: &Db, [table, column]: [&str; 2], declared: &str) -> Result<Spelling> {
    let text = format!(
        "SELECT DISTINCT typeof(v) FROM (SELECT {column} AS v FROM {table} WHERE {column}{LOOKED_AT}"
    );
    let held: Vec<(String,)> = db.clone().all(sql("").written(text)).await?;
    match held.as_slice() {
        [] if declared.contains("int") => Ok(Spelling::Millis),
        [] => Ok(Spelling::IsoText),
        [(one,)] if one == "integer" => Ok(Spelling::Millis),
        [(one,)] if one == "text" => Ok(Spelling::IsoText),
        _ => {
            let kinds: Vec<_> = held.iter().map(|(kind,)| kind.as_str()).collect();
            Err(Error::Corrupt {
                what: format!("{table}.{column}"),
                why: format!(
                    "its times are {}: one spelling cannot read them",
                    kinds.join(" and ")
                ),
            })
        }
    }
}

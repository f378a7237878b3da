//! How a column spells its instants, decided from its type on PostgreSQL and from what it holds on SQLite.

use crate::db::{Conn, Db, Engine, Int, sql};
use crate::error::{Error, Result};
use crate::layout::{AppSettings, Spelling};

/// So many rows tell what a column holds; a sweep looks at every one before it removes any.
const LOOKED_AT: &str = " IS NOT NULL LIMIT 200) looked";

/// The spelling of one column, its table and itself as the engine wants them quoted; `None` where nothing tells it yet.
pub(super) async fn spelling(
    db: &Db,
    app: &AppSettings,
    place: &[String; 2],
    declared: &str,
) -> Result<Option<Spelling>> {
    match db.engine() {
        Engine::Postgres => Ok(Some(match declared {
            "timestamp with time zone" => Spelling::Native,
            "timestamp without time zone" => Spelling::Wall(zone(app)?),
            _ => Spelling::Millis,
        })),
        Engine::Sqlite => on_sqlite(db, place, declared).await,
    }
}

/// Each with a spelling: one application writes all its columns alike, so what is untold is as the others are.
pub(super) fn settled(spellings: Vec<Option<Spelling>>) -> Vec<Spelling> {
    let usual = spellings.iter().flatten().next().cloned();
    let usual = usual.unwrap_or(Spelling::IsoText);
    spellings
        .into_iter()
        .map(|told| told.unwrap_or_else(|| usual.clone()))
        .collect()
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

/// Text whose zone is an offset: it sorts otherwise than text that ends in `Z`.
const OFFSET: &str = "text with an offset";

/// A column whose own CHECK takes integers alone, as those made by `wardroom init` do, is told before it holds anything.
const CHECKED: &str = "SELECT count(*) FROM sqlite_schema WHERE type = 'table'
    AND '\"' || replace(name, '\"', '\"\"') || '\"' = $1
    AND instr(sql, 'typeof(' || $2 || ') = ' || quote('integer')) > 0";

async fn on_sqlite(
    db: &Db,
    [table, column]: &[String; 2],
    declared: &str,
) -> Result<Option<Spelling>> {
    let text = format!(
        "SELECT DISTINCT CASE WHEN v LIKE '%+00:00' THEN '{OFFSET}' ELSE typeof(v) END FROM (SELECT {column} AS v FROM {table} WHERE {column}{LOOKED_AT}"
    );
    let held: Vec<(String,)> = db.clone().all(sql("").written(text)).await?;
    match held.as_slice() {
        [] if declared.contains("int") => Ok(Some(Spelling::Millis)),
        [] => {
            let (checked,): (Int,) = db
                .clone()
                .one(sql(CHECKED).bind(table).bind(column))
                .await?;
            Ok((checked.0 > 0).then_some(Spelling::Millis))
        }
        [(one,)] if one == "integer" => Ok(Some(Spelling::Millis)),
        [(one,)] if one == "text" => Ok(Some(Spelling::IsoText)),
        [(one,)] if one == OFFSET => Ok(Some(Spelling::IsoOffset)),
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

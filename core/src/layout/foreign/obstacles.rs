//! Why a directory that was recognised cannot be attached to: rows hidden from the role, rights it lacks, times that
//! cannot be read or lie ahead of the clock. One sentence each.

use serde::Serialize;

use super::Recognised;
use super::rights::{Right, Rights};
use crate::db::{Conn, Db, Engine, ForeignColumn, ForeignTable, quote, sql};
use crate::error::Result;
use crate::layout::Spelling;

/// One reason not to attach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Obstacle {
    /// `row_security`, `grant`, `times` or `time_zone`.
    pub kind: &'static str,
    /// The sentence, with what would help.
    pub says: String,
}

fn obstacle(kind: &'static str, says: String) -> Obstacle {
    Obstacle { kind, says }
}

/// Two hosts whose clocks are set differ by less.
const SKEW: f64 = 300.0;
/// From the zone furthest east to the one furthest west.
const FURTHEST: f64 = 26.0 * 3600.0;
const HOUR: f64 = 3600.0;

const ROOM: &str = "SELECT current_user::text, to_regnamespace('wardroom') IS NOT NULL,
    has_database_privilege(current_database(), 'CREATE')";

impl Recognised {
    /// What makes anything shown from here wrong or missing; asked whenever a directory is opened.
    pub async fn blind_spots(&self, db: &Db) -> Result<Vec<Obstacle>> {
        let mut found = Vec::new();
        for (_, table, rights) in self.held(db).await?.tables() {
            if rights.hides {
                found.push(hidden(table, &rights.role));
            } else {
                found.extend(lacking(table, rights, &[]));
            }
        }
        Ok(found)
    }

    /// Everything that stands against attaching; reads whole tables.
    pub async fn obstacles(&self, db: &Db) -> Result<Vec<Obstacle>> {
        let mut found = Vec::new();
        for (name, table, rights) in self.held(db).await?.tables() {
            if rights.hides {
                found.push(hidden(table, &rights.role));
            }
            found.extend(lacking(table, rights, &self.needed_on(name)));
        }
        found.extend(no_room(db).await?);
        if !found.is_empty() {
            // What cannot be read cannot be judged either.
            return Ok(found);
        }
        for table in &self.tables {
            found.extend(self.unreadable(db, table).await?);
            found.extend(self.ahead(db, table).await?);
        }
        Ok(found)
    }

    /// Times that no row may hold: each column's first, by how long it is and never by what it says.
    async fn unreadable(&self, db: &Db, table: &ForeignTable) -> Result<Vec<Obstacle>> {
        let instants: Vec<(&ForeignColumn, String)> = table
            .columns
            .iter()
            .filter_map(|c| Some((c, sound(c)?)))
            .collect();
        if instants.is_empty() {
            return Ok(Vec::new());
        }
        let longest = |(column, sound): &(&ForeignColumn, String)| {
            let column = quote(&column.physical);
            format!(
                "coalesce(CAST(min(CASE WHEN {column} IS NOT NULL AND NOT ({sound}) \
                 THEN length(CAST({column} AS TEXT)) END) AS TEXT), '')"
            )
        };
        // One walk over the table for all of them.
        let all: Vec<String> = instants.iter().map(longest).collect();
        let text = format!(
            "SELECT {} FROM {}",
            all.join(" || ',' || "),
            qualified(table)
        );
        let (lengths,): (String,) = db.clone().one(sql("").written(text)).await?;
        let wrong = instants.iter().zip(lengths.split(','));
        let wrong = wrong.filter(|(_, length)| !length.is_empty());
        Ok(wrong
            .map(|((column, _), length)| {
                let says = format!(
                    "{}.{} holds times that cannot be read, one of them {length} characters long; \
                     no live row can be told from a dead one until the application corrects them",
                    named(table),
                    column.physical
                );
                obstacle("times", says)
            })
            .collect())
    }

    /// Wall clocks whose newest value has not come yet: they are another zone's.
    async fn ahead(&self, db: &Db, table: &ForeignTable) -> Result<Vec<Obstacle>> {
        let mut found = Vec::new();
        let made = |c: &&ForeignColumn| ["created_at", "updated_at"].contains(&c.name);
        for column in table.columns.iter().filter(made) {
            let place = format!("{}.{}", table.physical, column.physical);
            let spelling = self.times().iter().find(|(name, _)| *name == place);
            let (Some((_, Spelling::Wall(zone))), Some(instant)) = (spelling, &column.instant)
            else {
                continue;
            };
            let newest = format!("max({})", quote(&column.physical));
            let text = format!(
                "SELECT CAST(extract(epoch FROM {} - now()) AS FLOAT8) FROM {}",
                instant.read.replace('§', &newest),
                qualified(table)
            );
            let (ahead,): (Option<f64>,) = db.clone().one(sql("").written(text)).await?;
            if let Some(says) = ahead.and_then(|ahead| too_far(&place, zone, ahead)) {
                found.push(obstacle("time_zone", says));
            }
        }
        Ok(found)
    }
}

/// The right to make Wardroom's own schema, which whoever owns the tables need not have.
async fn no_room(db: &Db) -> Result<Option<Obstacle>> {
    if db.engine() == Engine::Sqlite {
        return Ok(None);
    }
    let (role, is_there, may): (String, bool, bool) = db.clone().one(sql(ROOM)).await?;
    Ok((!is_there && !may).then(|| {
        let says = format!(
            "the role {role} may not make the schema wardroom, which Wardroom's own tables go into: let whoever owns the \
             database run CREATE SCHEMA wardroom AUTHORIZATION {}",
            quote(&role)
        );
        obstacle("grant", says)
    }))
}

fn too_far(place: &str, zone: &str, ahead: f64) -> Option<String> {
    let hours = (ahead / HOUR).ceil();
    if ahead <= SKEW {
        None
    } else if ahead <= FURTHEST {
        Some(format!(
            "the newest {place} lies {hours} h ahead of the database's clock if it is read as {zone}; \
             say in which zone the application writes: time_zone in its profile"
        ))
    } else {
        Some(format!(
            "the newest {place} lies {hours} h ahead of the database's clock, which no time zone explains; \
             correct the row, or tell the profile which column it is"
        ))
    }
}

fn hidden(table: &str, role: &str) -> Obstacle {
    let says = format!(
        "row-level security hides rows of {table} from the role {role}; \
         connect as the table's owner or as a role with BYPASSRLS"
    );
    obstacle("row_security", says)
}

/// What the role lacks of what is needed to see a table, and of `needed` to change it.
fn lacking(table: &str, rights: &Rights, needed: &[Right]) -> Option<Obstacle> {
    let role = &rights.role;
    if rights.lacks("USAGE") {
        let says = format!(
            "the role {role} lacks USAGE on the schema of {table}; its owner can GRANT it to {}",
            quote(role)
        );
        return Some(obstacle("grant", says));
    }
    let needed = needed.iter().map(|right| right.word());
    let missing: Vec<&str> = ["SELECT"].into_iter().chain(needed).collect();
    let missing: Vec<&str> = missing
        .into_iter()
        .filter(|word| rights.lacks(word))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let missing = missing.join(", ");
    let says = format!(
        "the role {role} lacks {missing} on {table}; its owner can GRANT {missing} ON {table} TO {}",
        quote(role)
    );
    Some(obstacle("grant", says))
}

/// Whether a column holds what can be read, where it holds an instant.
fn sound(column: &ForeignColumn) -> Option<String> {
    let instant = column.instant.as_ref()?;
    Some(instant.sound.replace('§', &quote(&column.physical)))
}

pub(super) fn qualified(table: &ForeignTable) -> String {
    let physical = quote(&table.physical);
    match &table.schema {
        Some(schema) => format!("{}.{physical}", quote(schema)),
        None => physical,
    }
}

fn named(table: &ForeignTable) -> String {
    match &table.schema {
        Some(schema) => format!("{schema}.{}", table.physical),
        None => table.physical.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_ahead_is_told_from_a_wrong_zone_and_from_nonsense() {
        let says = |ahead| too_far("session.created_at", "UTC", ahead);
        assert_eq!(says(-90_000.0), None);
        assert_eq!(says(200.0), None);
        assert!(says(5.0 * HOUR).is_some_and(|s| s.contains("5 h") && s.contains("time_zone")));
        assert!(says(30.0 * HOUR).is_some_and(|s| s.contains("no time zone explains")));
    }
}

//! Compares the live schema with the one the migrations make. It only reads: the expected facts of SQLite come from a
//! scratch database in memory, those of PostgreSQL from a checked-in list that a test makes from the migrations.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{Connection, SqliteConnection};

use super::facts::{self, Fact};
use super::run::Place;
use super::session::Session;
use super::set::is_up;
use super::status::State;
use super::{Set, Step, status};
use crate::db::Engine;
use crate::db::adopt::Adopted;
use crate::error::{Error, Result};

/// How a live object departs from the expected one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Departure {
    /// It should be there.
    Missing,
    /// It should not be there.
    Unexpected,
    /// It is there and reads otherwise.
    Changed,
}

/// One departure of the live schema.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// The migration set that makes the object, or whose table it hangs on.
    pub set: &'static str,
    /// The object: `column users.email`, `trigger audit.audit_no_update`.
    pub object: String,
    /// How it departs.
    pub departure: Departure,
    /// What should be true of it.
    pub expected: Option<String>,
    /// What is true of it.
    pub found: Option<String>,
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Verified {
    /// The sets compared: those that are applied.
    pub sets: Vec<&'static str>,
    /// How many objects were compared.
    pub objects: usize,
    /// Every departure; empty when all is well.
    pub differences: Vec<Difference>,
}

/// Compares every applied set at `place` with what its migrations make; an unfinished set is an error.
pub async fn verify(place: &Place<'_>) -> Result<Verified> {
    let mut sets = Vec::new();
    for set in Set::ALL {
        let steps = status(place, set).await?;
        super::status::refuse(set, &steps)?;
        if is_applied(set, &steps)? {
            sets.push(set);
        }
    }
    let mut session = Session::open(place).await?;
    let compared = compare(&mut session, place, &sets).await;
    session.close().await;
    let (objects, differences) = compared?;
    Ok(Verified {
        sets: sets.into_iter().map(Set::name).collect(),
        objects,
        differences,
    })
}

/// The facts that `set` adds, as the checked-in list spells them: made from a database where it is freshly applied.
pub async fn catalogue(place: &Place<'_>, set: Set) -> Result<String> {
    let mut session = Session::open(place).await?;
    let facts = session.facts(set).await;
    session.close().await;
    let mut facts = facts?;
    if set != Set::Bookkeeping {
        facts = facts.into_iter().map(facts::with_id_token).collect();
    }
    facts.sort();
    if set == Set::Optional {
        let before = listed(Set::Directory);
        facts.retain(|fact| !before.contains(fact));
    }
    let line = |f: &Fact| format!("{}\t{}\t{}\n", f.object, f.owner, f.says);
    Ok(facts.iter().map(line).collect())
}

/// All of it, none of it, or an error that asks for the rest.
fn is_applied(set: Set, steps: &[Step]) -> Result<bool> {
    let pending = steps.iter().find(|s| s.state == State::Pending);
    match pending {
        None => Ok(true),
        Some(_) if steps.iter().all(|s| s.state == State::Pending) => Ok(false),
        Some(step) => Err(Error::invalid(
            "schema",
            format!(
                "migration {} {} is pending; run `wardroom db up` first",
                set.name(),
                step.version
            ),
        )),
    }
}

/// What must be there of an adopted `users`; the rest is its application's, and written otherwise.
fn is_asked(fact: &Fact, adopted: &Adopted) -> bool {
    let renamed = adopted.mapping.renamed();
    match fact.object.split_once(' ') {
        Some(("index", name)) => name != "users_pkey",
        Some(("column", name)) => !renamed
            .iter()
            .any(|(own, _)| name.strip_prefix("users.") == Some(*own)),
        _ => false,
    }
}

/// The names of the tables and indexes that `set` makes, but for the users themselves.
pub(in crate::db) fn objects(set: Set) -> BTreeSet<String> {
    let name = |f: &Fact| match f.object.split_once(' ') {
        Some(("table" | "index", name)) => Some(name.to_owned()),
        _ => None,
    };
    let mut names: BTreeSet<String> = listed(set).iter().filter_map(name).collect();
    for users in ["users", "users_pkey"] {
        names.remove(users);
    }
    names
}

async fn compare(
    session: &mut Session,
    place: &Place<'_>,
    sets: &[Set],
) -> Result<(usize, Vec<Difference>)> {
    let place = &session.settled(place).await?;
    let adopted = session.adopted().await?;
    let is_adopted = |fact: &Fact| adopted.is_some() && fact.owner == "users";
    let mut expected: BTreeMap<String, (Set, Fact)> = BTreeMap::new();
    for (set, fact) in self::expected(place, sets).await? {
        expected.entry(fact.object.clone()).or_insert((set, fact));
    }
    if let Some(adopted) = &adopted {
        expected.retain(|_, (_, fact)| fact.owner != "users" || is_asked(fact, adopted));
    }
    let objects = expected.len();
    let owners: BTreeMap<String, Set> = expected
        .values()
        .map(|(set, fact)| (fact.owner.clone(), *set))
        .collect();
    let mut live = Vec::new();
    for set in read_once(place.target.engine(), sets) {
        live.extend(session.facts(set).await?);
    }
    let mut found = Vec::new();
    for fact in live {
        match expected.remove(&fact.object) {
            _ if is_adopted(&fact) => {}
            Some((_, wanted)) if wanted.says == fact.says => {}
            Some((set, wanted)) => found.push(Difference {
                set: set.name(),
                object: fact.object,
                departure: Departure::Changed,
                expected: Some(wanted.says),
                found: Some(fact.says),
            }),
            // A table of the application's own beside ours is none of our business; one of our tables is.
            None => found.extend(owners.get(&fact.owner).map(|set| Difference {
                set: set.name(),
                object: fact.object,
                departure: Departure::Unexpected,
                expected: None,
                found: Some(fact.says),
            })),
        }
    }
    found.extend(expected.into_values().map(|(set, wanted)| Difference {
        set: set.name(),
        object: wanted.object,
        departure: Departure::Missing,
        expected: Some(wanted.says),
        found: None,
    }));
    let mut found = without_echoes(found);
    // An application may add to tables it shares; what is missing or changed it cannot have meant.
    let shared = |d: &Difference| owner_set(d.set).is_some_and(Set::is_forward_only);
    found.retain(|d| d.departure != Departure::Unexpected || !shared(d));
    Ok((objects, found))
}

fn owner_set(name: &str) -> Option<Set> {
    Set::ALL.into_iter().find(|set| set.name() == name)
}

/// A changed column also changes the text of its table on SQLite, and a missing table misses all that hangs on it:
/// only the finer, or the coarser, is news.
fn without_echoes(mut found: Vec<Difference>) -> Vec<Difference> {
    let tables = |found: &[Difference], departure: Departure| -> Vec<String> {
        let of = found.iter().filter(|d| d.departure == departure);
        of.filter_map(|d| d.object.strip_prefix("table ").map(str::to_owned))
            .collect()
    };
    let missing = tables(&found, Departure::Missing);
    let under = |object: &str, table: &str| {
        let rest = object.split_once(' ').map_or("", |(_, name)| name);
        rest.strip_prefix(table).is_some_and(|r| r.starts_with('.'))
    };
    found.retain(|d| {
        d.departure != Departure::Missing || !missing.iter().any(|t| under(&d.object, t))
    });
    let finer: Vec<String> = tables(&found, Departure::Changed)
        .into_iter()
        .filter(|t| {
            found
                .iter()
                .any(|d| d.object.starts_with("column ") && under(&d.object, t))
        })
        .collect();
    found.retain(|d| {
        d.object
            .strip_prefix("table ")
            .is_none_or(|t| !finer.iter().any(|f| f == t))
    });
    found.sort_by(|a, b| (a.set, &a.object).cmp(&(b.set, &b.object)));
    found
}

/// On SQLite one reading gives everything; on PostgreSQL one per schema.
fn read_once(engine: Engine, sets: &[Set]) -> Vec<Set> {
    match engine {
        Engine::Sqlite => sets.first().copied().into_iter().collect(),
        Engine::Postgres => sets
            .iter()
            .copied()
            .filter(|set| *set != Set::Optional || !sets.contains(&Set::Directory))
            .collect(),
    }
}

pub(super) async fn expected(place: &Place<'_>, sets: &[Set]) -> Result<Vec<(Set, Fact)>> {
    match place.target.engine() {
        Engine::Postgres => Ok(sets
            .iter()
            .flat_map(|set| {
                listed(*set)
                    .into_iter()
                    .map(|fact| (*set, facts::with_ids(fact, place.ids)))
            })
            .collect()),
        Engine::Sqlite => scratch(place, sets).await,
    }
}

/// What the migrations make in an empty database in memory.
async fn scratch(place: &Place<'_>, sets: &[Set]) -> Result<Vec<(Set, Fact)>> {
    let mut memory = SqliteConnection::connect("sqlite::memory:").await?;
    let mut all = Vec::new();
    for set in sets {
        for migration in place.migrations(*set).into_iter().filter(is_up) {
            sqlx::raw_sql(migration.sql).execute(&mut memory).await?;
        }
        let facts = facts::sqlite(&mut memory).await?;
        all.extend(facts.into_iter().map(|fact| (*set, fact)));
    }
    memory.close().await?;
    Ok(all)
}

fn listed(set: Set) -> Vec<Fact> {
    let text = match set {
        Set::Directory => include_str!("expected/directory.tsv"),
        Set::Authjs => include_str!("expected/authjs.tsv"),
        Set::Bookkeeping => include_str!("expected/bookkeeping.tsv"),
        Set::Optional => include_str!("expected/optional.tsv"),
    };
    let fact = |line: &str| {
        let mut parts = line.splitn(3, '\t').map(str::to_owned);
        Some(Fact {
            object: parts.next()?,
            owner: parts.next()?,
            says: parts.next()?,
        })
    };
    text.lines().filter_map(fact).collect()
}

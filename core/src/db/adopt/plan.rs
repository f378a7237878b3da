//! What would be done and what stands in the way; changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::bench::dynamic;
use super::columns::{Mapping, Wish, names};
use super::record::{Phase, read};
use super::shape::Shape;
use super::survey::survey;
use crate::db::connect::connect;
use crate::db::migrate::{Place, Set, objects};
use crate::db::{Access, Conn, Db, Engine};
use crate::error::Result;

/// What was found, and what would come of it.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// How far the adoption has come, if it has begun.
    pub phase: Option<Phase>,
    /// How the table is read.
    pub mapping: Mapping,
    /// Its rows.
    pub rows: u64,
    /// Stored password hashes, counted by what they begin with.
    pub hashes: BTreeMap<String, u64>,
    /// What must be mended first, one line each with the next step; ids only, never an address.
    pub blockers: Vec<String>,
    /// What works otherwise than one might expect.
    pub notices: Vec<String>,
}

/// Looks at the `users` table of `place`; changes nothing.
pub async fn plan(place: &Place<'_>, wish: &Wish) -> Result<Plan> {
    let engine = place.target.engine();
    let db = connect(place.target, Access::Read, 1).await?;
    let mut db = db.named(names(engine, place.schema, Vec::new()));
    let found = async {
        if let Some(adopted) = read(&mut db).await? {
            return found(&mut db, place, adopted.mapping, Some(adopted.phase)).await;
        }
        let shape = Shape::read(&db, place.schema).await?;
        let mapping = Mapping::decide(&shape, wish)?;
        let mut plan = found(&mut db, place, mapping, None).await?;
        plan.blockers.extend(clashes(&mut db, place).await?);
        Ok(plan)
    }
    .await;
    db.close().await;
    found
}

pub(super) async fn found(
    db: &mut Db,
    place: &Place<'_>,
    mapping: Mapping,
    phase: Option<Phase>,
) -> Result<Plan> {
    let mut db = db.named(mapping.names(place.target.engine(), place.schema));
    let shared = mapping
        .columns
        .iter()
        .any(|c| c.own == "password_hash" && !c.added);
    let is_there = phase.is_some_and(|p| p != Phase::Expanding);
    let hash = match (&mapping.password, shared || is_there) {
        (Some(_), _) => Some("{user.app_password}"),
        (None, true) => Some("{user.password_hash}"),
        (None, false) => None,
    };
    let survey = survey(&mut db, hash).await?;
    let mut blockers = Vec::new();
    if !survey.without_address.is_empty() {
        blockers.push(format!(
            "users without an e-mail address: {}; give each one, or remove them",
            survey.without_address.join(", ")
        ));
    }
    blockers.extend(survey.duplicates.iter().map(|ids| {
        format!(
            "users with one e-mail address: {}; merge them, or change all but one",
            ids.join(", ")
        )
    }));
    let notices = notices(
        place.target.engine(),
        phase,
        &mapping,
        &survey.odd_addresses,
    );
    Ok(Plan {
        phase,
        rows: survey.rows,
        hashes: survey.hashes,
        blockers,
        notices,
        mapping,
    })
}

fn notices(engine: Engine, phase: Option<Phase>, mapping: &Mapping, odd: &[String]) -> Vec<String> {
    let mut notices = Vec::new();
    if !odd.is_empty() {
        notices.push(format!(
            "users whose e-mail is no address, so that nobody can sign in with it: {}",
            odd.join(", ")
        ));
    }
    let kept = |column: &&String| {
        let twin = [&mapping.name, &mapping.password];
        let relaxed =
            column.as_str() == "password_hash" || twin.contains(&&Some((*column).clone()));
        engine == Engine::Sqlite || !relaxed
    };
    let required: Vec<&str> = mapping
        .required
        .iter()
        .filter(kept)
        .map(String::as_str)
        .collect();
    if !required.is_empty() {
        notices.push(format!(
            "new users cannot be added through Wardroom while these refuse NULL and have no default: {}",
            required.join(", ")
        ));
    }
    if mapping.ids == "integer" {
        notices.push(
            "users added through Wardroom get ids of up to 53 bits, not the next of the sequence: widen an `integer` id to bigint first".to_owned(),
        );
    }
    if mapping.verified.is_none() && phase != Some(Phase::Done) {
        notices.push(
            "no column says whose address was proved: every user will be unverified; name one with --verified-column"
                .to_owned(),
        );
    }
    notices
}

/// Tables and indexes of the application that stand where the own layout's would go.
pub(super) async fn clashes(db: &mut Db, place: &Place<'_>) -> Result<Vec<String>> {
    let live = match db.engine() {
        Engine::Sqlite => dynamic("SELECT name FROM sqlite_schema"),
        Engine::Postgres => dynamic(
            "SELECT c.relname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = $1",
        )
        .bind(place.schema),
    };
    let live: Vec<(String,)> = db.all(live).await?;
    let ours: BTreeSet<String> = objects(Set::Directory);
    let step = match db.engine() {
        Engine::Sqlite => "rename it",
        Engine::Postgres => "rename it, or move it to another schema",
    };
    let taken = live
        .iter()
        .filter(|(name,)| ours.contains(name) || name == "wardroom_directory_migrations");
    Ok(taken
        .map(|(name,)| format!("{name} exists already, and Wardroom needs the name: {step}"))
        .collect())
}

//! What is applied, compared with what this program carries.

use sqlx::migrate::{AppliedMigration, Migrate, Migration};

use super::run::Place;
use super::session::Session;
use super::set::is_up;
use super::{MigrateError, Set};
use crate::error::Result;

/// One migration of a set and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Step {
    /// The set's name.
    pub set: &'static str,
    /// Its number.
    pub version: i64,
    /// Its name, from the file.
    pub name: String,
    /// Where it stands.
    pub state: State,
    /// Whether it can be undone.
    pub reversible: bool,
}

/// Where a migration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// In the database as written here.
    Applied,
    /// Not in the database yet.
    Pending,
    /// In the database, and its files read differently now.
    Changed,
    /// Stopped half-way.
    HalfApplied,
    /// In the database, and not known here.
    Unknown,
}

/// What a tracking table says.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    pub(super) rows: Vec<AppliedMigration>,
    pub(super) dirty: Option<i64>,
}

/// Where every migration of `set` stands at `place`; changes nothing.
pub async fn status(place: &Place<'_>, set: Set) -> Result<Vec<Step>> {
    let mut session = Session::open(place).await?;
    let found = async {
        if session.tracked(set).await? {
            session.applied(set).await
        } else {
            Ok(Applied::default())
        }
    }
    .await;
    session.close().await;
    // A checksum covers the text before the kind of id is filled in.
    Ok(compare(set, &place.migrations(set), &found?))
}

pub(super) fn compare(set: Set, known: &[Migration], applied: &Applied) -> Vec<Step> {
    let mut steps: Vec<Step> = known
        .iter()
        .filter(|m| is_up(m))
        .map(|m| {
            let row = applied.rows.iter().find(|a| a.version == m.version);
            let state = match row {
                _ if applied.dirty == Some(m.version) => State::HalfApplied,
                None => State::Pending,
                Some(a) if a.checksum == m.checksum => State::Applied,
                Some(_) => State::Changed,
            };
            let reversible = known.iter().any(|d| d.version == m.version && !is_up(d));
            Step {
                set: set.name(),
                version: m.version,
                name: m.description.to_string(),
                state,
                reversible,
            }
        })
        .collect();
    steps.extend(
        applied
            .rows
            .iter()
            .filter(|a| !known.iter().any(|m| m.version == a.version))
            .map(|a| Step {
                set: set.name(),
                version: a.version,
                name: "unknown".into(),
                state: State::Unknown,
                reversible: false,
            }),
    );
    steps
}

/// The first reason not to touch the set, if there is one.
pub(super) fn refuse(set: Set, steps: &[Step]) -> Result<(), MigrateError> {
    let set = set.name();
    for step in steps {
        let version = step.version;
        match step.state {
            State::Applied | State::Pending => {}
            State::Changed => return Err(MigrateError::Changed { set, version }),
            State::HalfApplied => return Err(MigrateError::HalfApplied { set, version }),
            State::Unknown => return Err(MigrateError::Unknown { set, version }),
        }
    }
    Ok(())
}

/// Reads a tracking table through sqlx's own statements.
pub(super) async fn read<C: Migrate>(connection: &mut C, table: &str) -> Result<Applied> {
    let dirty = connection.dirty_version(table).await.map_err(plain)?;
    let rows = connection
        .list_applied_migrations(table)
        .await
        .map_err(plain)?;
    Ok(Applied { rows, dirty })
}

/// A tracking failure as a database error.
pub(super) fn plain(error: sqlx::migrate::MigrateError) -> crate::Error {
    match error {
        sqlx::migrate::MigrateError::Execute(e)
        | sqlx::migrate::MigrateError::ExecuteMigration(e, _) => e.into(),
        other => crate::Error::Database(other.to_string()),
    }
}

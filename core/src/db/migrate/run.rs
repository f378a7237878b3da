//! Going up, and undoing the last: on a connection of its own, under the lock, saying what is true afterwards.

use sqlx::migrate::Migration;

use super::session::Session;
use super::set::is_up;
use super::status::{Applied, compare, refuse};
use super::{MigrateError, Set, Step};
use crate::db::Target;
use crate::error::Result;
use crate::model::IdKind;

/// Where to migrate: the address, the directory's schema on PostgreSQL, and its id kind.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The address; it must be direct, not through a transaction pooler.
    pub target: &'a Target,
    /// The directory's schema on PostgreSQL.
    pub schema: &'a str,
    /// The kind of id the directory uses.
    pub ids: IdKind,
}

impl<'a> Place<'a> {
    /// The own layout's defaults at `target`.
    pub fn own(target: &'a Target) -> Self {
        Self {
            target,
            schema: "public",
            ids: IdKind::Uuid,
        }
    }

    pub(super) fn migrations(&self, set: Set) -> Vec<Migration> {
        set.migrations(self.target.engine(), self.schema, self.ids)
    }
}

/// The migration that makes the users; where they were adopted it must never drop them.
pub(super) const USERS: i64 = 1;

/// What was undone.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Undone {
    /// The set's name.
    pub set: &'static str,
    /// The version that is gone.
    pub version: i64,
}

/// Whether a transaction pooler stands between; migrations need the direct address.
pub async fn is_pooled(place: &Place<'_>) -> Result<bool> {
    let mut session = Session::open(place).await?;
    let pooled = session.pooled(place).await;
    session.close().await;
    pooled
}

/// The sets the database at `place` has, or would be given: those of the own layout, unless the accounts were made in
/// another spelling.
pub async fn needed(place: &Place<'_>) -> Result<&'static [Set]> {
    let mut session = Session::open(place).await?;
    let authjs = session.tracked(Set::Authjs).await;
    session.close().await;
    Ok(if authjs? { &Set::AUTHJS } else { &Set::NEEDED })
}

/// Applies everything pending in `set` and returns where each migration stands then.
pub async fn up(place: &Place<'_>, set: Set) -> Result<Vec<Step>> {
    let mut session = Session::open(place).await?;
    let done = climb(&mut session, place, set).await;
    session.close().await;
    done
}

async fn climb(session: &mut Session, place: &Place<'_>, set: Set) -> Result<Vec<Step>> {
    session.hold(place).await?;
    let place = &session.settled(place).await?;
    session.refuse_rival(set).await?;
    let known = place.migrations(set);
    let before = if session.tracked(set).await? {
        session.applied(set).await?
    } else {
        Applied::default()
    };
    refuse(set, &compare(set, &known, &before))?;
    let is_pending = |m: &&Migration| !before.rows.iter().any(|a| a.version == m.version);
    let pending: Vec<&Migration> = known
        .iter()
        .filter(|m| is_up(m))
        .filter(is_pending)
        .collect();
    if set.is_forward_only() {
        forward(session, place, set, &pending).await?;
    } else {
        session.prepare(set).await?;
        session.refuse_invalid_indexes(set).await?;
        for migration in pending {
            session.apply(set, migration).await?;
        }
    }
    session.refuse_invalid_indexes(set).await?;
    // Say what the table says, not what was asked.
    let after = session.applied(set).await?;
    Ok(compare(set, &known, &after))
}

/// The same where an application may be writing: it is asked first what stands there, and nothing is held up.
async fn forward(
    session: &mut Session,
    place: &Place<'_>,
    set: Set,
    pending: &[&Migration],
) -> Result<()> {
    let standing = session.standing(place, set, pending).await?;
    session.prepare(set).await?;
    session.clear_unfinished(place, set).await?;
    for migration in pending {
        let stands = standing.contains(&migration.version);
        session.advance(set, migration, stands).await?;
    }
    Ok(())
}

/// Undoes the last applied migration of `set`; `None` when there is none left.
pub async fn undo(place: &Place<'_>, set: Set) -> Result<Option<Undone>> {
    let mut session = Session::open(place).await?;
    let done = descend(&mut session, place, set).await;
    session.close().await;
    done
}

async fn descend(session: &mut Session, place: &Place<'_>, set: Set) -> Result<Option<Undone>> {
    if set.is_forward_only() {
        return Err(MigrateError::ForwardOnly { set: set.name() }.into());
    }
    session.hold(place).await?;
    if !session.tracked(set).await? {
        return Ok(None);
    }
    let place = &session.settled(place).await?;
    let known = place.migrations(set);
    let before = session.applied(set).await?;
    refuse(set, &compare(set, &known, &before))?;
    let Some(version) = before.rows.iter().map(|a| a.version).max() else {
        // Left by an undo that died between the last migration and its tracking table.
        session.forget(set).await?;
        return Ok(None);
    };
    if set == Set::Directory && version == USERS && session.adopted().await?.is_some() {
        return Err(MigrateError::Adopted.into());
    }
    let down = known
        .iter()
        .find(|m| m.version == version && !is_up(m))
        .ok_or(MigrateError::NoWayBack {
            set: set.name(),
            version,
        })?;
    session.revert(set, down).await?;
    if before.rows.len() == 1 {
        session.forget(set).await?;
    }
    Ok(Some(Undone {
        set: set.name(),
        version,
    }))
}

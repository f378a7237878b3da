//! Taking a whole set away again, all of it or nothing.

use super::Set;
use super::run::Place;
use super::session::Session;
use super::set::is_up;
use super::status::{compare, refuse};
use crate::error::Result;

/// Removes everything `set` made at `place`, with every row, its tracking and its schema; how many migrations that were.
pub async fn remove(place: &Place<'_>, set: Set) -> Result<usize> {
    let mut session = Session::open(place).await?;
    let removed = all_of(&mut session, place, set).await;
    session.close().await;
    removed
}

async fn all_of(session: &mut Session, place: &Place<'_>, set: Set) -> Result<usize> {
    session.hold(place).await?;
    if !session.tracked(set).await? {
        return Ok(0);
    }
    let known = place.migrations(set);
    let applied = session.applied(set).await?;
    refuse(set, &compare(set, &known, &applied))?;
    let mut downs: Vec<_> = known
        .iter()
        .filter(|m| !is_up(m) && applied.rows.iter().any(|a| a.version == m.version))
        .collect();
    downs.sort_by_key(|m| std::cmp::Reverse(m.version));
    let texts: Vec<&str> = downs.iter().map(|m| m.sql.as_str()).collect();
    session.revert_together(set, &texts).await?;
    Ok(downs.len())
}

//! The tables that a set makes, for whoever keeps another tool away from them.

use std::collections::BTreeSet;

use super::verify::expected;
use super::{Place, Set};
use crate::error::Result;

/// Their names as a SQLite file has them, or as they are within their schema on PostgreSQL; the tracking table is one.
pub async fn tables(place: &Place<'_>, set: Set) -> Result<Vec<String>> {
    let tracking = set.tracking(place.target.engine(), place.schema);
    let tracking = tracking.rsplit('.').next().unwrap_or_default().to_owned();
    let facts = expected(place, &[set]).await?.into_iter();
    let names: BTreeSet<_> = facts
        .map(|(_, fact)| fact.owner)
        .chain([tracking])
        .collect();
    Ok(names.into_iter().collect())
}

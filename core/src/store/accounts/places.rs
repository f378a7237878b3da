//! What belongs to a tenant or, without one, to the platform: a text for each, and the one for a place.

use crate::db::{Statement, sql};
use crate::model::TenantId;

/// Two texts that end in what the tenant's column is: a planner finds no range for `tenant = $1 OR $1 IS NULL`.
macro_rules! each_place {
    ($head:expr, $tenant:literal) => {
        [concat!($head, $tenant), concat!($head, "IS NULL")]
    };
}
pub(super) use each_place;

/// The text for the place, and the tenant as its last value.
pub(super) fn at(
    texts: &[&'static str; 2],
    tenant: Option<&TenantId>,
    bind: impl FnOnce(Statement) -> Statement,
) -> Statement {
    match tenant {
        Some(tenant) => bind(sql(texts[0])).bind(&tenant.0),
        None => bind(sql(texts[1])),
    }
}

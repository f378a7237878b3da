//! How long a row of an application stays at least, whatever its profile says of the zone it writes in.

use std::time::Duration;

use crate::sweep::declare::days;

/// Two wall clocks of the world are at most 26 hours apart: a row this long past is dead in any zone.
pub(super) const LEAST: (Duration, &str) = (
    days(2),
    "for two days a row that looks expired may be live by another zone's clock",
);

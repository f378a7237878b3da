//! The one instant type: microseconds, the precision both engines keep.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// An instant in UTC, to the microsecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ts(jiff::Timestamp);

impl Ts {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(jiff::Timestamp::UNIX_EPOCH);

    /// What an instant reads as that its database does not keep: it is shown as not known.
    pub const UNKNOWN: Self = Self::EPOCH;

    /// What an end reads as that never comes by itself: 9999-01-01T00:00:00Z.
    pub const ENDLESS: Self = Self(jiff::Timestamp::constant(253_370_764_800, 0));

    /// The instant `us` microseconds after 1970-01-01T00:00:00Z; an error outside the years jiff can hold.
    pub fn from_us(us: i64) -> Result<Self, jiff::Error> {
        jiff::Timestamp::from_microsecond(us).map(Self)
    }

    /// As [`Ts::from_us`], kept within what can be held.
    pub fn saturating_from_us(us: i64) -> Self {
        Self::from_us(us).unwrap_or(Self(if us < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        }))
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub fn us(self) -> i64 {
        self.0.as_microsecond()
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(self) -> i64 {
        self.0.as_second()
    }

    /// Without what is left of its second, for sentences.
    #[must_use]
    pub fn to_second(self) -> Self {
        Self::saturating_from_us(self.us() - self.us().rem_euclid(1_000_000))
    }

    /// This instant as jiff's.
    pub fn timestamp(self) -> jiff::Timestamp {
        self.0
    }

    /// `by` later, kept within what can be held.
    pub fn plus(self, by: Duration) -> Self {
        Self::saturating_from_us(self.us().saturating_add(micros(by)))
    }

    /// `by` earlier, kept within what can be held.
    pub fn minus(self, by: Duration) -> Self {
        Self::saturating_from_us(self.us().saturating_sub(micros(by)))
    }

    /// The time since `earlier`; zero when `earlier` lies ahead.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.us().saturating_sub(earlier.us())).unwrap_or(0))
    }
}

/// Serialises an instant that may be [`Ts::UNKNOWN`]: `null` where it is.
pub(crate) fn known<S: serde::Serializer>(at: &Ts, to: S) -> Result<S::Ok, S::Error> {
    (*at != Ts::UNKNOWN).then_some(*at).serialize(to)
}

/// Serialises an end that may be [`Ts::ENDLESS`]: `null` where it is.
pub(crate) fn ending<S: serde::Serializer>(at: &Ts, to: S) -> Result<S::Ok, S::Error> {
    (*at != Ts::ENDLESS).then_some(*at).serialize(to)
}

/// As [`known`], for the last of something: `null` where there was none as well.
#[expect(clippy::ref_option, reason = "serde hands the field itself")]
pub(crate) fn known_last<S: serde::Serializer>(at: &Option<Ts>, to: S) -> Result<S::Ok, S::Error> {
    at.filter(|at| *at != Ts::UNKNOWN).serialize(to)
}

/// As [`known`], for an instant that may be absent besides: `true` where it came but nobody kept when.
#[expect(clippy::ref_option, reason = "serde hands the field itself")]
pub(crate) fn known_opt<S: serde::Serializer>(at: &Option<Ts>, to: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) if *at == Ts::UNKNOWN => to.serialize_bool(true),
        at => at.serialize(to),
    }
}

fn micros(by: Duration) -> i64 {
    i64::try_from(by.as_micros()).unwrap_or(i64::MAX)
}

impl From<jiff::Timestamp> for Ts {
    /// Cuts to microseconds, so that a value equals itself after a round trip through a database.
    fn from(at: jiff::Timestamp) -> Self {
        Self::saturating_from_us(at.as_microsecond())
    }
}

impl std::str::FromStr for Ts {
    type Err = jiff::Error;

    /// RFC 3339.
    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse::<jiff::Timestamp>().map(Self::from)
    }
}

impl fmt::Display for Ts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::UNKNOWN {
            return f.write_str("unknown");
        }
        if *self == Self::ENDLESS {
            return f.write_str("never");
        }
        self.0.fmt(f)
    }
}

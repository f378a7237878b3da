//! When something repeats: a cron pattern, read in a time zone.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::str::FromStr;
use std::time::Duration;

use croner::Cron;
use jiff::tz::TimeZone;

use super::Ts;
use crate::error::{Error, Result};

/// A cron pattern in a zone, such as `30 1 * * *` in `Europe/London`.
///
/// Where the clock jumps over the time, it comes when the clock has jumped; where the hour repeats, it comes once.
#[derive(Clone, Debug)]
pub struct Schedule {
    cron: Cron,
    zone: TimeZone,
}

impl Schedule {
    /// Reads a pattern and the name of a zone (IANA).
    pub fn parse(cron: &str, zone: &str) -> Result<Self> {
        let zone = TimeZone::get(zone).map_err(|_| {
            let why = format!(
                "{zone:?} is no time zone known here; give a name such as Europe/London or UTC"
            );
            Error::invalid("zone", why)
        })?;
        let cron = Cron::from_str(cron).map_err(|e| {
            let why = format!(
                "{cron:?} is no cron pattern ({e}); the form is minute hour day month weekday"
            );
            Error::invalid("cron", why)
        })?;
        Ok(Self { cron, zone })
    }

    /// The first time after `at`; `None` when the pattern never comes again, such as on 30 February.
    pub fn next_after(&self, at: Ts) -> Option<Ts> {
        let after = at.timestamp().to_zoned(self.zone.clone());
        let next = self.cron.find_next_occurrence(&after, false).ok()?;
        Some(Ts::from(next.timestamp()))
    }

    /// The last time before `at`.
    pub fn last_before(&self, at: Ts) -> Option<Ts> {
        let before = at.timestamp().to_zoned(self.zone.clone());
        let last = self.cron.find_previous_occurrence(&before, false).ok()?;
        Some(Ts::from(last.timestamp()))
    }
}

/// A delay below `most` that is always the same for one name and slot, so that not everything starts in one second.
pub fn jitter(name: &str, slot: Ts, most: Duration) -> Duration {
    let mut hasher = DefaultHasher::new();
    (name, slot).hash(&mut hasher);
    let most = u64::try_from(most.as_millis()).unwrap_or(u64::MAX).max(1);
    Duration::from_millis(hasher.finish() % most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(cron: &str, zone: &str, from: &str, count: usize) -> Vec<String> {
        let schedule = Schedule::parse(cron, zone).unwrap();
        let mut at: Ts = from.parse().unwrap();
        let mut next = || {
            at = schedule.next_after(at).unwrap();
            at.to_string()
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn in_spring_half_past_one_in_london_does_not_exist_and_comes_once_all_the_same() {
        assert_eq!(
            times("30 1 * * *", "Europe/London", "2027-03-27T12:00:00Z", 2),
            ["2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z"]
        );
    }

    #[test]
    fn in_autumn_half_past_one_in_london_exists_twice_and_comes_once() {
        assert_eq!(
            times("30 1 * * *", "Europe/London", "2027-10-30T12:00:00Z", 2),
            ["2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"]
        );
    }

    #[test]
    fn what_is_no_pattern_or_no_zone_is_named() {
        let error = |cron, zone| Schedule::parse(cron, zone).unwrap_err().to_string();
        assert!(
            error("every night", "UTC").starts_with("cron: \"every night\" is no cron pattern")
        );
        assert!(error("30 1 * * *", "Atlantis").starts_with("zone: \"Atlantis\" is no time zone"));
    }

    #[test]
    fn a_day_that_never_comes_is_no_error() {
        let never = Schedule::parse("0 0 30 2 *", "UTC").unwrap();
        assert_eq!(never.next_after(Ts::EPOCH), None);
    }

    #[test]
    fn jitter_is_steady_and_below_its_limit() {
        let most = Duration::from_mins(1);
        let of = |name: &str| jitter(name, Ts::EPOCH, most);
        assert_eq!(of("sessions"), of("sessions"));
        assert_ne!(of("sessions"), of("recovery-codes"));
        assert!(of("sessions") < most);
    }
}

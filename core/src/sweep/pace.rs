//! How large a batch is and how long to rest after it: aimed at a time, and stepping back when others suffer.

use std::time::Duration;

use super::policy::Policy;
use crate::db::Engine;

/// No statement may hold rows longer; the engine ends one that tries. The transaction around it stays below 50 ms.
pub(super) const LONGEST: Duration = Duration::from_millis(36);
/// The lease lives longer than the longest rest by far.
const LONGEST_REST: Duration = Duration::from_millis(250);
/// Renewals this slow of late, and this many times slower than the quickest, tell that small writes suffer.
const SLOW: Duration = Duration::from_millis(5);
const SLOWER: u32 = 4;
/// One slow renewal is a hiccup: so many of them weigh on the mean.
const OF_LATE: u32 = 8;
/// However much others suffer, a purge ends some day.
const LEAST_DUTY: u32 = 25;

/// What differs between the engines.
struct Limits {
    first: i64,
    most: i64,
    /// On SQLite the one writer must let others in, and the checkpoint keep up.
    least_rest: Duration,
}

const fn limits(engine: Engine) -> Limits {
    match engine {
        Engine::Postgres => Limits {
            first: 16,
            most: 1_024,
            least_rest: Duration::ZERO,
        },
        // Every removed row touches cold pages of its unique index (measured: 500 rows took up to 160 ms).
        Engine::Sqlite => Limits {
            first: 50,
            most: 250,
            least_rest: Duration::from_millis(2),
        },
    }
}

/// The pace of one walk.
pub(super) struct Pace {
    limits: Limits,
    target: Duration,
    policy_duty: u32,
    duty: u32,
    size: i64,
    /// The quickest renewal, and the mean of the latest.
    renewals: Option<(Duration, Duration)>,
}

impl Pace {
    /// The pace a policy asks for.
    pub(super) fn of(policy: &Policy, engine: Engine) -> Self {
        let limits = limits(engine);
        let duty = u32::try_from(policy.duty_percent)
            .unwrap_or(100)
            .clamp(1, 100);
        Self {
            size: limits.first,
            limits,
            target: policy.target.min(LONGEST),
            policy_duty: duty,
            duty,
            renewals: None,
        }
    }

    /// How many blocks or rows the next batch takes.
    pub(super) fn size(&self) -> i64 {
        self.size
    }

    /// Learns from a batch: how long its first small write took, and how long it took in all. Gives the rest after it.
    pub(super) fn learn(&mut self, renewal: Duration, took: Duration) -> Duration {
        self.size = self.next_size(took);
        self.duty = if self.is_suffering(renewal) {
            (self.duty / 2).max(LEAST_DUTY.min(self.policy_duty))
        } else {
            // Slowly back: one quick answer does not mean that the storm is over.
            (self.duty + 1 + self.duty / 8).min(self.policy_duty)
        };
        let rest = took * (100 - self.duty) / self.duty;
        rest.clamp(self.limits.least_rest, LONGEST_REST)
    }

    fn is_suffering(&mut self, renewal: Duration) -> bool {
        let (quickest, mean) = self.renewals.unwrap_or((renewal, renewal));
        let quickest = quickest.min(renewal);
        let mean = (mean * (OF_LATE - 1) + renewal) / OF_LATE;
        self.renewals = Some((quickest, mean));
        mean > SLOW && mean > quickest * SLOWER
    }

    /// A batch that was ended or found a row locked: smaller, after a rest. Gives the rest.
    pub(super) fn stumble(&mut self, times: u32) -> Duration {
        self.size = (self.size / 4).max(1);
        (Duration::from_millis(5) * 2_u32.pow(times.min(8))).min(LONGEST_REST)
    }

    /// At most half as much again: the next stretch may hold more that is due, or a quick answer have been luck.
    fn next_size(&self, took: Duration) -> i64 {
        let (target, took) = (self.target.as_micros().max(1), took.as_micros().max(1));
        let wanted = i128::from(self.size) * i128::try_from(target).unwrap_or(1)
            / i128::try_from(took).unwrap_or(1);
        let wanted = i64::try_from(wanted).unwrap_or(self.limits.most);
        wanted
            .min(self.size.saturating_add(self.size / 2 + 1))
            .clamp(1, self.limits.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sweep::ALL;

    const QUICK: Duration = Duration::from_micros(100);

    fn ms(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    fn pace(duty_percent: i64, engine: Engine) -> Pace {
        let policy = Policy {
            duty_percent,
            ..Policy::default_of(ALL[0])
        };
        Pace::of(&policy, engine)
    }

    #[test]
    fn a_batch_grows_to_its_time_by_half_at_most_and_shrinks_at_once() {
        let mut pace = pace(100, Engine::Postgres);
        pace.learn(QUICK, ms(1));
        assert_eq!(pace.size(), 25);
        pace.learn(QUICK, ms(16));
        assert_eq!(pace.size(), 31);
        pace.learn(QUICK, ms(60));
        assert_eq!(pace.size(), 10);
    }

    #[test]
    fn it_works_through_while_nothing_suffers_and_rests_when_small_writes_stay_slow() {
        let mut pace = pace(100, Engine::Postgres);
        assert_eq!(pace.learn(QUICK, ms(10)), ms(0));
        assert_eq!(pace.learn(ms(20), ms(10)), ms(0), "a hiccup");
        let storm: Vec<Duration> = (0..9).map(|_| pace.learn(ms(20), ms(10))).collect();
        assert_eq!((storm[1], storm[8]), (ms(10), ms(30)));
        let after: Vec<Duration> = (0..60).map(|_| pace.learn(QUICK, ms(10))).collect();
        assert!(after[0] > ms(10), "the rest ends slowly");
        assert_eq!(after[59], ms(0));
    }

    #[test]
    fn a_policys_share_of_the_time_is_kept() {
        assert_eq!(pace(50, Engine::Postgres).learn(QUICK, ms(10)), ms(10));
    }

    #[test]
    fn sqlite_always_lets_other_writers_in() {
        assert_eq!(pace(100, Engine::Sqlite).learn(QUICK, ms(1)), ms(2));
    }

    #[test]
    fn a_stumble_makes_the_next_batch_small_and_never_empty() {
        let mut pace = pace(100, Engine::Postgres);
        assert!(pace.stumble(0) < pace.stumble(3));
        assert!(pace.stumble(30) <= LONGEST_REST);
        assert_eq!(pace.size(), 1);
    }
}

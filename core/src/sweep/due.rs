//! Which sweeps are due: by their policy's clock and by what ran before, so that a restart forgets nothing.

use std::time::Duration;

use serde::Serialize;

use super::policy::Policy;
use crate::Directory;
use crate::error::{Error, Result};
use crate::model::{Run, Ts, jitter};

/// Runs looked back through for one that used up its slot; more unfinished ones in a row count as none.
pub(super) const LOOK_BACK: usize = 50;
const MOST_JITTER: Duration = Duration::from_mins(1);

/// How a sweep stands: its policy, its last run, its next.
#[derive(Clone, Debug, Serialize)]
pub struct Standing {
    /// The policy that holds.
    #[serde(flatten)]
    pub policy: Policy,
    /// Its latest run.
    pub last_run: Option<Run>,
    /// When it runs next; a time that has passed means at once, `None` that it does not run by itself.
    pub next_run_at: Option<Ts>,
    /// Why it cannot run by itself, if its policy's pattern or zone cannot be read.
    pub problem: Option<String>,
}

impl Standing {
    /// Whether its time has come.
    pub fn is_due(&self, now: Ts) -> bool {
        self.next_run_at.is_some_and(|at| at <= now)
    }

    /// When a worker starts it: a moment after its time, always the same for one slot.
    pub fn starts_at(&self) -> Option<Ts> {
        let late = |at: Ts| jitter(self.policy.sweep, at, MOST_JITTER);
        self.next_run_at.map(|at| at.plus(late(at)))
    }
}

impl Directory {
    /// How every sweep stands, in the order in which they run.
    pub async fn retention(&self) -> Result<Vec<Standing>> {
        if !self.has_books() {
            let why = "no policies are here before operators can sign in";
            return Err(Error::invalid("retention", why));
        }
        let now = self.database_now().await?;
        let mut all = Vec::new();
        for policy in self.policies().await? {
            let runs = self.runs(Some(policy.sweep), LOOK_BACK).await?;
            all.push(standing(policy, runs, now));
        }
        Ok(all)
    }
}

/// `runs` are newest first.
fn standing(policy: Policy, mut runs: Vec<Run>, now: Ts) -> Standing {
    let next = next_run(&policy, &runs, now);
    let (next_run_at, problem) = match next {
        Ok(next) => (next.filter(|_| policy.enabled), None),
        Err(e) => (None, Some(e.to_string())),
    };
    let last_run = (!runs.is_empty()).then(|| runs.swap_remove(0));
    Standing {
        policy,
        last_run,
        next_run_at,
        problem,
    }
}

/// A sweep that has never used up a slot missed the last one; one that missed several runs once.
pub(super) fn next_run(policy: &Policy, runs: &[Run], now: Ts) -> Result<Option<Ts>> {
    let schedule = policy.schedule()?;
    let last = runs.iter().find(|run| run.outcome.used_its_slot());
    let unmet = |at: &Ts| last.is_none_or(|run| run.started_at < *at);
    Ok(match (policy.put_off_to.filter(unmet), last) {
        (Some(at), _) => Some(at),
        (None, Some(run)) => schedule.next_after(run.started_at),
        (None, None) => schedule.last_before(now),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Outcome, Trigger};

    fn at(text: &str) -> Ts {
        text.parse().unwrap()
    }

    fn ran(started: &str, outcome: Outcome) -> Run {
        Run {
            id: Id::Integer(1),
            sweep: "sessions".into(),
            trigger: Trigger::Schedule,
            worker: "w".into(),
            fence: 1,
            started_at: at(started),
            finished_at: None,
            outcome,
            rows_removed: 0,
            batches: 0,
            longest_batch_us: 0,
            lag_seconds: None,
            stopped_why: None,
            note: None,
        }
    }

    fn in_london() -> Policy {
        Policy {
            cron: "30 1 * * *".into(),
            zone: "Europe/London".into(),
            ..Policy::default_of(super::super::ALL[1])
        }
    }

    fn next(policy: Policy, runs: Vec<Run>) -> String {
        let next = standing(policy, runs, at("2027-01-01T12:00:00Z")).next_run_at;
        next.map_or("never".into(), |at| at.to_string())
    }

    #[test]
    fn the_night_is_the_policys_zones_across_both_changes_of_the_clock() {
        let after = |started| next(in_london(), vec![ran(started, Outcome::Done)]);
        assert_eq!(after("2027-03-27T01:30:05Z"), "2027-03-28T01:00:00Z");
        assert_eq!(after("2027-03-28T01:00:05Z"), "2027-03-29T00:30:00Z");
        assert_eq!(after("2027-10-31T00:30:05Z"), "2027-11-01T01:30:00Z");
    }

    #[test]
    fn nights_missed_run_once() {
        let now = at("2027-01-09T12:00:00Z");
        let runs = vec![ran("2027-01-01T01:30:05Z", Outcome::Done)];
        let standing = standing(in_london(), runs, now);
        assert!(standing.is_due(now));
        assert!(standing.starts_at().unwrap() < at("2027-01-02T01:31:00Z"));
        let after = next(
            in_london(),
            vec![ran("2027-01-09T12:00:00Z", Outcome::Done)],
        );
        assert_eq!(after, "2027-01-10T01:30:00Z");
    }

    #[test]
    fn a_run_that_was_cut_off_does_not_use_up_the_night() {
        for outcome in [Outcome::Lost, Outcome::Stopped, Outcome::LeaseLost] {
            let runs = vec![
                ran("2027-01-02T01:30:05Z", outcome),
                ran("2027-01-01T01:30:05Z", Outcome::Done),
            ];
            assert_eq!(next(in_london(), runs), "2027-01-02T01:30:00Z");
        }
    }

    #[test]
    fn a_failed_run_waits_for_the_next_night() {
        let runs = vec![ran("2027-01-02T01:30:05Z", Outcome::Failed)];
        assert_eq!(next(in_london(), runs), "2027-01-03T01:30:00Z");
    }

    #[test]
    fn what_never_ran_is_due_and_what_is_off_never() {
        let now = at("2027-01-01T12:00:00Z");
        assert!(standing(in_london(), vec![], now).is_due(now));
        let off = Policy {
            enabled: false,
            ..in_london()
        };
        assert_eq!(next(off, vec![]), "never");
    }

    #[test]
    fn a_pattern_that_cannot_be_read_is_said() {
        let odd = Policy {
            cron: "nightly".into(),
            ..in_london()
        };
        let now = at("2027-01-01T12:00:00Z");
        let standing = standing(odd, vec![], now);
        assert!(!standing.is_due(now));
        assert!(standing.problem.unwrap().contains("\"nightly\""));
    }

    #[test]
    fn a_date_an_operator_gave_counts_once() {
        let put_off = Policy {
            put_off_to: Some(at("2027-01-05T03:00:00Z")),
            ..in_london()
        };
        let before = vec![ran("2027-01-02T01:30:05Z", Outcome::Done)];
        assert_eq!(next(put_off.clone(), before), "2027-01-05T03:00:00Z");
        let after = vec![ran("2027-01-05T03:00:10Z", Outcome::Done)];
        assert_eq!(next(put_off, after), "2027-01-06T01:30:00Z");
    }
}

//! Another policy for a sweep: checked against what is safe, and told with what would then be due.

use std::time::Duration;

use super::declare::{Sweep, days};
use super::due::{LOOK_BACK, next_run};
use super::plan::{Plan, plan_keeping};
use super::policy::Policy;
use crate::Directory;
use crate::error::{Error, Result};
use crate::model::{PolicyChange, PolicyTerms, counted, spell_age};

/// Further back than any directory, and still an instant that both engines hold.
const MOST: Duration = days(36_500);

/// What is to be different about a policy; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// How long a row stays after it has stopped counting.
    pub keep: Option<Duration>,
    /// When the sweep runs.
    pub cron: Option<String>,
    /// The time zone of `cron`.
    pub zone: Option<String>,
    /// Whether it runs by itself.
    pub enabled: Option<bool>,
}

/// Checks a wish and says what it would change, counting exactly what would then be due; changes nothing.
pub async fn change(
    directory: &Directory,
    sweep: &'static Sweep,
    wish: &Wish,
) -> Result<PolicyChange> {
    let policy = directory.policy(sweep).await?;
    let before = policy.terms();
    let after = wish.over(before.clone());
    if after == before {
        return Err(Error::Conflict {
            what: "that policy of sweep",
            value: sweep.name.to_owned(),
        });
    }
    let wanted = Policy {
        enabled: after.enabled,
        keep: after.keep(),
        cron: after.cron.clone(),
        zone: after.zone.clone(),
        ..policy
    };
    check(sweep, &before, &wanted)?;
    let mut changes = differences(&before, &after);
    changes.extend(due(directory, sweep, &before, &after).await?);
    let (warnings, remains) = match when(directory, &wanted).await? {
        Some(runs) => (Vec::new(), vec![runs]),
        None => (
            vec!["rows stay until somebody runs it".to_owned()],
            Vec::new(),
        ),
    };
    let target_ms = i64::try_from(wanted.target.as_millis()).unwrap_or(i64::MAX);
    Ok(PolicyChange {
        sweep: sweep.name,
        before,
        after,
        since: wanted.changed_at,
        pace: (target_ms, wanted.duty_percent),
        changes,
        warnings,
        remains,
    })
}

impl Wish {
    fn over(&self, terms: PolicyTerms) -> PolicyTerms {
        PolicyTerms {
            enabled: self.enabled.unwrap_or(terms.enabled),
            keep_seconds: self.keep.map_or(terms.keep_seconds, |keep| keep.as_secs()),
            cron: self.cron.clone().unwrap_or(terms.cron),
            zone: self.zone.clone().unwrap_or(terms.zone),
        }
    }
}

/// What is not touched is not judged: a sweep can be turned off whatever its policy was.
fn check(sweep: &Sweep, before: &PolicyTerms, wanted: &Policy) -> Result<()> {
    let (least, why) = sweep.least;
    let keeps = wanted.keep.as_secs() != before.keep_seconds;
    if keeps && wanted.keep < least {
        let least = spell_age(least);
        let too_short = format!("{} keeps rows for {least} at least: {why}", sweep.name);
        return Err(Error::invalid("keep", too_short));
    }
    if keeps && wanted.keep > MOST {
        let most = spell_age(MOST);
        let too_long = format!("at most {most}; a sweep that shall not run is disabled");
        return Err(Error::invalid("keep", too_long));
    }
    let comes = wanted.schedule()?.next_after(crate::model::Ts::EPOCH);
    comes.map(drop).ok_or_else(|| {
        let never = format!("{:?} never comes", wanted.cron);
        Error::invalid("schedule", never)
    })
}

fn differences(before: &PolicyTerms, after: &PolicyTerms) -> Vec<String> {
    let (was, is) = (spell_age(before.keep()), spell_age(after.keep()));
    let at = |terms: &PolicyTerms| format!("`{}` ({})", terms.cron, terms.zone);
    let keeps = (was != is).then(|| format!("rows stay {is} instead of {was}"));
    let (was, is) = (at(before), at(after));
    let runs = (was != is).then(|| format!("it runs at {is} instead of {was}"));
    let itself = match (before.enabled, after.enabled) {
        (true, false) => Some("it no longer runs by itself".to_owned()),
        (false, true) => Some("it runs by itself again".to_owned()),
        _ => None,
    };
    [keeps, runs, itself].into_iter().flatten().collect()
}

/// What a run would remove under the wanted policy, table by table, and what it would under the one before.
async fn due(
    directory: &Directory,
    sweep: &'static Sweep,
    before: &PolicyTerms,
    after: &PolicyTerms,
) -> Result<Vec<String>> {
    let then = plan_keeping(directory, sweep, after.keep(), None).await?;
    if before.keep_seconds == after.keep_seconds {
        return Ok(told(&then, None));
    }
    let now = plan_keeping(directory, sweep, before.keep(), None).await?;
    Ok(told(&then, Some(&now)))
}

fn told(then: &Plan, now: Option<&Plan>) -> Vec<String> {
    let line = |(at, table): (usize, &super::PlannedTarget)| {
        let due = counted(table.rows, ["row is due", "rows are due"]);
        let was = now.and_then(|now| now.tables.get(at));
        let was = was.map_or_else(String::new, |was| format!(" instead of {}", was.rows));
        let along = table
            .along
            .iter()
            .map(|(name, rows)| format!(", with {rows} of {name}"));
        format!("{}: {due}{was}{}", table.table, along.collect::<String>())
    };
    then.tables.iter().enumerate().map(line).collect()
}

/// When it runs next, if it does by itself.
async fn when(directory: &Directory, wanted: &Policy) -> Result<Option<String>> {
    let now = directory.database_now().await?;
    let runs = directory.runs(Some(wanted.sweep), LOOK_BACK).await?;
    let next = next_run(wanted, &runs, now)?.filter(|_| wanted.enabled);
    Ok(next.map(|at| {
        if at <= now {
            "its time has passed: it runs as soon as a worker looks".to_owned()
        } else {
            format!("it runs next at {}", at.to_second())
        }
    }))
}

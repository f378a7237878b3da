//! Shows every sweep with its policy and its runs.

use wardroom_core::model::Safe;

use super::span;
use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;

const HEADS: [&str; 6] = ["SWEEP", "KEEPS", "RUNS", "LAST RUN", "NEXT", "LAG THEN"];

pub(super) async fn run(desk: &Desk<'_>) -> Outcome {
    let all = desk.directory.retention().await?;
    desk.settings.out.list(&HEADS, &all, |standing| {
        let policy = &standing.policy;
        let last = standing.last_run.as_ref();
        let ended = last.map(|run| format!("{} {}", run.outcome, run.started_at));
        let next = match (&standing.problem, standing.next_run_at) {
            (Some(problem), _) => problem.clone(),
            (None, Some(at)) => at.to_string(),
            (None, None) => "not by itself".to_owned(),
        };
        vec![
            Safe::new(policy.sweep),
            Safe::new(&crate::console::words::span(policy.keep)),
            Safe::new(&format!("{} {}", policy.cron, policy.zone)),
            Safe::new(ended.as_deref().unwrap_or("never")),
            Safe::new(&next),
            Safe::new(&span(last.and_then(|run| run.lag_seconds))),
        ]
    })
}

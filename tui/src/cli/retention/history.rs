//! Shows the latest runs.

use wardroom_core::model::{Run, Safe};
use wardroom_core::sweep;

use super::span;
use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;

const HEADS: [&str; 7] = [
    "BEGUN", "SWEEP", "OUTCOME", "REMOVED", "BATCHES", "LAG THEN", "WHY",
];

pub(super) async fn run(desk: &Desk<'_>, only: Option<&str>, limit: usize) -> Outcome {
    let name = only
        .map(|name| sweep::find(&desk.directory, name))
        .transpose()?
        .map(|sweep| sweep.name);
    let runs = desk.directory.runs(name, limit).await?;
    desk.settings.out.list(&HEADS, &runs, row)
}

fn row(run: &Run) -> Vec<Safe> {
    vec![
        Safe::new(&run.started_at.to_string()),
        Safe::new(&run.sweep),
        Safe::new(run.outcome.word()),
        Safe::new(&run.rows_removed.to_string()),
        Safe::new(&run.batches.to_string()),
        Safe::new(&span(run.lag_seconds)),
        Safe::new(run.stopped_why.as_deref().unwrap_or("-")),
    ]
}

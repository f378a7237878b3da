//! Counts what a run would remove now.

use wardroom_core::model::Safe;
use wardroom_core::sweep::{self, Plan, PlannedTarget};

use super::span;
use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::progress::Progress;

const HEADS: [&str; 6] = ["SWEEP", "TABLE", "DUE", "ALONG", "OLDEST", "LAG"];

pub(super) async fn run(desk: &Desk<'_>, only: Option<&str>) -> Outcome {
    let sweeps = match only {
        Some(name) => vec![sweep::find(&desk.directory, name)?],
        None => sweep::of(&desk.directory),
    };
    let progress = Progress::spinner(desk.settings, "counting");
    let mut plans = Vec::new();
    for sweep in sweeps {
        plans.push(sweep::plan(&desk.directory, sweep, None).await?);
    }
    progress.clear();
    if desk.settings.global.json {
        return desk.settings.out.list(&[], &plans, |_: &Plan| Vec::new());
    }
    let tables: Vec<(&str, &PlannedTarget)> = plans
        .iter()
        .flat_map(|plan| plan.tables.iter().map(|table| (plan.sweep, table)))
        .collect();
    desk.settings.out.list(&HEADS, &tables, |(sweep, table)| {
        let along = table
            .along
            .iter()
            .map(|(name, rows)| format!("{rows} {name}"));
        let oldest = table.oldest.map(|at| at.to_string());
        vec![
            Safe::new(sweep),
            Safe::new(table.table),
            Safe::new(&table.rows.to_string()),
            Safe::new(&along.collect::<Vec<_>>().join(", ")),
            Safe::new(oldest.as_deref().unwrap_or("-")),
            Safe::new(&span(table.lag_seconds)),
        ]
    })
}

//! The table of policies: what is kept how long, what is due, and how the last run went.

use std::time::Duration;

use wardroom_core::model::{Outcome, Run, Ts};
use wardroom_core::sweep::{Plan, Standing};

use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::table::{Column, Width};
use crate::console::words;

const fn column(title: &'static str, width: Width, rank: u8, is_right: bool) -> Column {
    Column {
        title,
        width,
        rank,
        is_right,
    }
}

pub(super) const COLUMNS: &[Column] = &[
    column("POLICY", Width::Fixed(22), 0, false),
    column("KEEP", Width::Fixed(6), 0, true),
    column("DUE NOW", Width::Fixed(8), 0, true),
    column("LAG", Width::Fixed(6), 1, true),
    column("LAST RUN", Width::Fixed(9), 1, true),
    column("RESULT", Width::Fill(16), 0, false),
    column("NEXT", Width::Fixed(17), 2, false),
];

/// Whether a person should look: it cannot run, or the last run left something behind.
pub(super) fn needs_care(standing: &Standing) -> bool {
    standing.problem.is_some()
        || standing
            .last_run
            .as_ref()
            .is_some_and(|run| !is_well(run.outcome))
}

const fn is_well(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Done | Outcome::Running)
}

pub(super) fn cells(standing: &Standing, plan: Option<&Plan>, as_of: Ts) -> Vec<Phrase> {
    let run = standing.last_run.as_ref();
    let mark = if needs_care(standing) {
        Mark::Warn
    } else if standing.policy.enabled {
        Mark::Fine
    } else {
        Mark::Absent
    };
    let due = plan.map_or_else(|| "?".to_owned(), |plan| words::count(plan.rows()));
    let next = match standing.next_run_at {
        _ if !standing.policy.enabled => "off".to_owned(),
        None => "never".to_owned(),
        Some(at) if at <= as_of => "at once".to_owned(),
        Some(at) => words::minute(at),
    };
    vec![
        Phrase::new()
            .shape(mark)
            .text(" ")
            .text(standing.policy.sweep),
        Phrase::new().text(words::span(standing.policy.keep)),
        Phrase::new().text(due),
        Phrase::new().text(lag(run, plan)),
        Phrase::new().text(words::age_or_never(run.map(|run| run.started_at), as_of)),
        run.map_or_else(Phrase::new, result),
        Phrase::new().text(next),
    ]
}

/// As counted just now, or as the last run found it.
fn lag(run: Option<&Run>, plan: Option<&Plan>) -> String {
    let seconds = plan.map_or_else(|| run.and_then(|run| run.lag_seconds), Plan::lag_seconds);
    let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok());
    seconds.map_or_else(|| "-".to_owned(), |s| words::span(Duration::from_secs(s)))
}

/// What became of a run, its mark and word first.
pub(super) fn result(run: &Run) -> Phrase {
    let role = if is_well(run.outcome) {
        Role::Ok
    } else {
        Role::Warn
    };
    let removed = format!(" {} removed", words::count(run.rows_removed));
    Phrase::new()
        .say(role, run.outcome.word().replace('_', " "))
        .text(removed)
}

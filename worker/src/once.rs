//! `run --once`: what is due, or what is named, and the end.

use wardroom_core::Directory;
use wardroom_core::model::{Outcome, Trigger};
use wardroom_core::sweep::{self, Sweep};

use crate::exit::{Exit, Failure};
use crate::upkeep;
use crate::worker::Worker;

/// Runs what is due, or `named` whether due or not.
pub(crate) async fn run(worker: &Worker, named: &[String]) -> Result<Exit, Failure> {
    let wanted = if named.is_empty() {
        due(worker).await?
    } else {
        find(&worker.directory, named)?
    };
    upkeep::round(worker).await;
    worker.send_mail().await?;
    let mut exit = Exit::Done;
    for sweep in wanted {
        if worker.is_stopping() {
            break;
        }
        match worker.sweep(sweep, Trigger::Once).await? {
            Some(report) if report.outcome == Outcome::Failed => exit = Exit::RunFailed,
            // Only for what was asked for by name: otherwise whoever is at it does the work.
            None if !named.is_empty() => exit = Exit::Busy,
            Some(_) | None => {}
        }
    }
    wardroom_core::job::leave(&worker.directory, &worker.beat).await?;
    Ok(exit)
}

async fn due(worker: &Worker) -> Result<Vec<&'static Sweep>, Failure> {
    let now = worker.directory.database_now().await?;
    let mut due = Vec::new();
    for standing in worker.directory.retention().await? {
        if let Some(why) = &standing.problem {
            tracing::warn!(
                sweep = standing.policy.sweep,
                why,
                "its policy cannot be read"
            );
        }
        if standing.is_due(now) {
            due.push(sweep::find(&worker.directory, standing.policy.sweep)?);
        }
    }
    Ok(due)
}

/// The sweeps of these names, in the order in which they run.
pub(crate) fn find(
    directory: &Directory,
    named: &[String],
) -> Result<Vec<&'static Sweep>, Failure> {
    let mut found = Vec::new();
    for name in named {
        found.push(sweep::find(directory, name)?.name);
    }
    let all = sweep::of(directory).into_iter();
    Ok(all.filter(|s| found.contains(&s.name)).collect())
}

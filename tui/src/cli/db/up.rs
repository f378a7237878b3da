//! Applies what is pending, set by set, and says what is true afterwards.

use serde::Serialize;
use wardroom_core::db::Target;
use wardroom_core::db::migrate::{self, Set, State};

use crate::cli::fail::Outcome;
use crate::cli::progress::Progress;
use crate::cli::settings::Settings;

/// Where one set stands after going up.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Raised {
    set: &'static str,
    version: i64,
    applied: usize,
}

pub(super) async fn run(settings: &Settings, set: Option<Set>) -> Outcome {
    let target = settings.target()?;
    super::refuse_unattached(settings, &target).await?;
    let sets = match set {
        Some(set) => vec![set],
        None => super::needed(settings, &target).await?.to_vec(),
    };
    let raised = raise(settings, &target, &sets).await?;
    settings.out.one(&raised, |raised| {
        let line = |r: &Raised| match r.applied {
            0 => format!("{} stands at {:04}; nothing was pending", r.set, r.version),
            n => format!("{} stands at {:04}; {n} applied", r.set, r.version),
        };
        raised.iter().map(line).collect()
    })
}

/// Brings `sets` up at `target`, in their order.
pub(in crate::cli) async fn raise(
    settings: &Settings,
    target: &Target,
    sets: &[Set],
) -> Outcome<Vec<Raised>> {
    let place = settings.place(target);
    let progress = Progress::spinner(settings, "migrating");
    let mut raised = Vec::new();
    for set in sets {
        let before = migrate::status(&place, *set).await?;
        let pending = before.iter().filter(|s| s.state == State::Pending).count();
        let after = migrate::up(&place, *set).await?;
        raised.push(Raised {
            set: set.name(),
            version: after.iter().map(|s| s.version).max().unwrap_or(0),
            applied: pending,
        });
    }
    progress.clear();
    Ok(raised)
}

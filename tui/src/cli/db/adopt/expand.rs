//! Adds what is needed beside what is there.

use wardroom_core::db::adopt::{self, Wish};

use super::people;
use crate::cli::fail::Outcome;
use crate::cli::progress::Progress;
use crate::cli::settings::Settings;

pub(super) async fn run(settings: &Settings, wish: Wish) -> Outcome {
    let target = settings.target()?;
    let progress = Progress::spinner(settings, "expanding");
    let plan = adopt::expand(&settings.place(&target), &wish).await;
    progress.clear();
    settings.out.one(&plan?, |plan| {
        let mut lines = people(plan);
        lines.push("● expanded; next: wardroom db adopt backfill".to_owned());
        lines
    })
}

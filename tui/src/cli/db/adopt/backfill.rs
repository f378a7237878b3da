//! Fills in the rows from before, with a bar when it takes long.

use std::time::Duration;

use wardroom_core::db::adopt::{self, Pace, Wish};

use crate::cli::fail::Outcome;
use crate::cli::progress::Progress;
use crate::cli::settings::Settings;

pub(super) async fn run(settings: &Settings, batch: u32, rest_ms: u64) -> Outcome {
    let target = settings.target()?;
    let place = settings.place(&target);
    let rows = adopt::plan(&place, &Wish::default()).await?.rows;
    let progress = Progress::of(settings, rows, "filling in");
    let gently = Pace {
        batch,
        rest: Duration::from_millis(rest_ms),
    };
    let done = adopt::backfill(&place, gently, &mut |walked| progress.at(walked)).await;
    progress.clear();
    settings.out.one(&done?, |done| {
        vec![format!(
            "● {} rows walked, {} filled in; next: wardroom db adopt switch",
            done.walked, done.filled
        )]
    })
}

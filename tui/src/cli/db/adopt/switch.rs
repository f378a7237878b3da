//! Makes the promises the own layout relies on.

use serde::Serialize;
use wardroom_core::db::adopt::{self, Phase};

use crate::cli::fail::Outcome;
use crate::cli::progress::Progress;
use crate::cli::settings::Settings;

/// Where an adoption stands; none when nothing of it is left.
#[derive(Debug, Serialize)]
pub(super) struct Stands {
    pub(super) phase: Option<Phase>,
}

pub(super) async fn run(settings: &Settings) -> Outcome {
    let target = settings.target()?;
    let progress = Progress::spinner(settings, "switching");
    let done = adopt::switch(&settings.place(&target)).await;
    progress.clear();
    done?;
    let stands = Stands {
        phase: Some(Phase::Switched),
    };
    settings.out.one(&stands, |_| {
        vec!["● switched; next: wardroom db up, then move sign-in over".to_owned()]
    })
}

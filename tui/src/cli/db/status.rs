//! Shows where every migration stands.

use wardroom_core::db::migrate::{self, Set};
use wardroom_core::model::Safe;

use super::state;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;

pub(super) async fn run(settings: &Settings) -> Outcome {
    let target = settings.target()?;
    let place = settings.place(&target);
    let mut steps = Vec::new();
    for set in [Set::Directory, Set::Bookkeeping, Set::Optional] {
        steps.extend(migrate::status(&place, set).await?);
    }
    let heads = ["SET", "VERSION", "NAME", "STATE"];
    settings.out.list(&heads, &steps, |step| {
        vec![
            Safe::new(step.set),
            Safe::new(&format!("{:04}", step.version)),
            Safe::new(&step.name),
            Safe::new(state(step)),
        ]
    })
}

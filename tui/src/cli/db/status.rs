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
    let needed = super::needed(settings, &target).await?;
    // Search by any part hangs on the own layout's users.
    let more = needed.contains(&Set::Directory).then_some(&Set::Optional);
    for set in needed.iter().chain(more) {
        steps.extend(migrate::status(&place, *set).await?);
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

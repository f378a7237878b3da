//! Shows what was found; what stands in the way makes it fail, so that a script stops.

use wardroom_core::db::adopt::{self, Wish};

use super::people;
use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};
use crate::cli::settings::Settings;

pub(super) async fn run(settings: &Settings, wish: Wish) -> Outcome {
    let target = settings.target()?;
    let plan = adopt::plan(&settings.place(&target), &wish).await?;
    settings.out.one(&plan, people)?;
    if plan.blockers.is_empty() {
        Ok(())
    } else {
        Err(Fail::Shown(Exit::Invalid))
    }
}

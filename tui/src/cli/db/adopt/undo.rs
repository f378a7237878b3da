//! Goes one phase back, after saying what goes with it.

use wardroom_core::db::adopt;

use super::switch::Stands;
use crate::cli::ask;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;

pub(super) async fn run(settings: &Settings) -> Outcome {
    let target = settings.target()?;
    let question = format!(
        "Go one phase back at {target}? No row of users is lost; undoing the expansion drops the added columns and tables \
         with what they hold."
    );
    ask::confirm(settings, &question)?;
    let phase = adopt::undo(&settings.place(&target)).await?;
    settings.out.one(&Stands { phase }, |stands| {
        let phase = stands.phase.map_or("not begun", |phase| phase.word());
        vec![format!("undone; the adoption stands at: {phase}")]
    })
}

//! Undoes the last migration, after saying which.

use wardroom_core::db::MigrateError;
use wardroom_core::db::migrate::{self, Set, State, Step};

use crate::cli::ask;
use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};
use crate::cli::settings::Settings;

pub(super) async fn run(settings: &Settings, set: Option<Set>) -> Outcome {
    let target = settings.target()?;
    let place = settings.place(&target);
    if migrate::is_pooled(&place).await? {
        let why = format!("{target}: this is a transaction pooler; give the server's own URL");
        return Err(Fail::new(Exit::Pooler, why));
    }
    // The reverse of the order they are applied in.
    let sets = set.map_or_else(|| Set::ALL.into_iter().rev().collect(), |set| vec![set]);
    for set in sets {
        let steps = migrate::status(&place, set).await?;
        let Some(last) = last_applied(&steps) else {
            continue;
        };
        if set.is_forward_only() {
            return Err(MigrateError::ForwardOnly { set: set.name() }.into());
        }
        let what = format!("{} {:04} {}", last.set, last.version, last.name);
        ask::confirm(
            settings,
            &format!("Undo {what} at {target}, with every row it holds?"),
        )?;
        let undone = migrate::undo(&place, set).await?;
        let undone = undone.ok_or_else(|| {
            Fail::new(
                Exit::Conflict,
                "somebody else undid it meanwhile; look again",
            )
        })?;
        return settings.out.one(&undone, |undone| {
            vec![format!("undone: {} {:04}", undone.set, undone.version)]
        });
    }
    Err(Fail::new(
        Exit::NotFound,
        "no migration is applied, so there is none to undo",
    ))
}

fn last_applied(steps: &[Step]) -> Option<&Step> {
    let applied = steps.iter().filter(|s| s.state != State::Pending);
    applied.max_by_key(|s| s.version)
}

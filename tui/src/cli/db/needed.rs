//! Which migration sets a database has, or would be given.

use wardroom_core::db::migrate::{self, Set, State};
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::layout::Layout;

use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};
use crate::cli::settings::Settings;

/// The sets of the directory at `target`; beside another library's tables only the bookkeeping.
pub(in crate::cli) async fn needed(
    settings: &Settings,
    target: &Target,
) -> Outcome<&'static [Set]> {
    let sets = migrate::needed(&settings.place(target)).await?;
    if sets.contains(&Set::Authjs) || !is_foreign(settings, target).await? {
        return Ok(sets);
    }
    Ok(&Set::ATTACHED)
}

/// Refuses to add anything beside another library's tables that Wardroom was not attached to: attaching looks first.
pub(in crate::cli) async fn refuse_unattached(settings: &Settings, target: &Target) -> Outcome {
    if needed(settings, target).await? != Set::ATTACHED || is_attached(settings, target).await? {
        return Ok(());
    }
    let why = format!(
        "{target} holds another library's accounts; look at it with `wardroom attach`, then add `--confirm`"
    );
    Err(Fail::new(Exit::Unsupported, why))
}

/// Whether the bookkeeping is there.
pub(in crate::cli) async fn is_attached(settings: &Settings, target: &Target) -> Outcome<bool> {
    let steps = migrate::status(&settings.place(target), Set::Bookkeeping).await?;
    Ok(steps.iter().any(|step| step.state != State::Pending))
}

/// Whether another library's tables are there, and none of Wardroom's own accounts.
async fn is_foreign(settings: &Settings, target: &Target) -> Outcome<bool> {
    let db = connect(target, Access::Read, 1).await?;
    let found = Layout::found(&db, settings.schema(), &settings.app()?).await;
    db.close().await;
    // What cannot be told apart, or is half adopted, is said by whoever opens the directory.
    Ok(found.is_ok_and(|layout| layout.is_foreign()))
}

//! Short ways to migrate a test's database and to reach the tracking tables.

use wardroom_core::db::migrate::{Place, Set, State, Step, status, undo, up};
use wardroom_core::db::{Names, Target};
use wardroom_tests::database::Fresh;

pub(crate) fn target(db: &Fresh) -> Target {
    db.url().parse().unwrap()
}

/// The tracking table of a set, in the default schema.
pub(crate) fn table(db: &Fresh, set: Set) -> String {
    match set {
        Set::Directory => "wardroom_directory_migrations".into(),
        Set::Authjs => "wardroom_authjs_migrations".into(),
        Set::Optional => "wardroom_optional_migrations".into(),
        Set::Bookkeeping => format!("{}migrations", Names::bookkeeping(target(db).engine())),
    }
}

/// Applies the sets an own directory needs.
pub(crate) async fn climb(place: &Place<'_>) {
    for set in Set::NEEDED {
        up(place, set).await.unwrap();
    }
}

/// Undoes a set to its beginning; the versions in the order they went.
pub(crate) async fn descend(place: &Place<'_>, set: Set) -> Vec<i64> {
    let mut gone = Vec::new();
    while let Some(undone) = undo(place, set).await.unwrap() {
        gone.push(undone.version);
    }
    gone
}

/// The state of each migration, by version.
pub(crate) async fn states(place: &Place<'_>, set: Set) -> Vec<(i64, State)> {
    by_version(&status(place, set).await.unwrap())
}

pub(crate) fn by_version(steps: &[Step]) -> Vec<(i64, State)> {
    steps.iter().map(|s| (s.version, s.state)).collect()
}

pub(crate) fn all(steps: &[(i64, State)], state: State) -> bool {
    !steps.is_empty() && steps.iter().all(|(_, s)| *s == state)
}

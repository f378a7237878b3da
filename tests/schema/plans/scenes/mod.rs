//! What is run over the big database, by area. A scene begins with the name of the function or action it runs.

mod accounts;
mod actions;
mod belonging;
mod evidence;
mod lists;
mod operators;
mod pieces;
mod retention;
mod signing_in;
mod upkeep;

use std::pin::Pin;

use wardroom_core::Directory;

pub(super) use accounts::{admin, id, user};
pub(super) use lists::every_sort_lists_the_same;

/// What one scene does in one round; a later round takes other rows.
pub(super) type Scene = Box<dyn for<'a> Fn(&'a Directory, u64) -> Doing<'a>>;
pub(super) type Doing<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// Every scene, in the order they run: those that change rows come last.
pub(super) fn all() -> Vec<(String, Scene)> {
    [
        lists::all(),
        accounts::all(),
        belonging::all(),
        operators::all(),
        signing_in::all(),
        actions::all(),
        pieces::all(),
        evidence::all(),
        upkeep::all(),
        retention::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn scene(
    name: impl Into<String>,
    run: impl for<'a> Fn(&'a Directory, u64) -> Doing<'a> + 'static,
) -> (String, Scene) {
    (name.into(), Box::new(run))
}

//! Shows a user's sets of codes.

use serde::Serialize;
use wardroom_core::model::{CodeSet, Safe};

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    set: CodeSet,
    /// `None` where they are sealed in one value.
    remaining: Option<i64>,
}

pub(super) async fn run(desk: &Desk<'_>, named: &str) -> Outcome {
    let user = desk.user(named).await?;
    let now = desk.directory.now();
    let sets = desk.directory.code_sets_of(&user.id).await?;
    let shown = |set: CodeSet| Shown {
        remaining: set.is_counted().then(|| set.remaining(now)),
        set,
    };
    let sets: Vec<Shown> = sets.into_iter().map(shown).collect();
    let heads = ["KIND", "STATE", "LEFT", "OF", "MADE", "EXPIRES"];
    desk.settings.out.list(&heads, &sets, |shown| {
        let set = &shown.set;
        let expires = set.expires_at.map(|at| at.to_string());
        let left = shown.remaining.map(|left| left.to_string());
        let of = shown.remaining.map(|_| set.codes.to_string());
        vec![
            Safe::new(set.kind.word()),
            Safe::new(set.state.word()),
            Safe::new(left.as_deref().unwrap_or("some")),
            Safe::new(of.as_deref().unwrap_or("-")),
            Safe::new(&set.created_at.to_string()),
            Safe::new(expires.as_deref().unwrap_or("never")),
        ]
    })
}

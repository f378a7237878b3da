//! Nothing public escapes the scenes: every read of the directory and every action has one, or a reason here.

use wardroom_tests::source::public_verbs;

use super::scenes;

/// What needs no scene.
const NOT_EXERCISED: &[(&str, &str)] = &[
    ("close", "runs no statement"),
    (
        "bootstrap",
        "is refused as soon as there is an operator: nothing is large then",
    ),
];

/// The functions `pub async fn name` of these rooms: what a screen or a command can ask of a directory, what an operator
/// does besides actions, and what the worker does besides sweeps.
const ROOMS: [&str; 3] = ["store", "action/operator", "job"];

fn reads() -> Vec<String> {
    ROOMS.into_iter().flat_map(public_verbs).collect()
}

/// Whether a scene's name has the word.
fn has(scene: &str, word: &str) -> bool {
    scene
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .any(|part| part == word)
}

#[test]
fn every_read_of_the_directory_is_exercised() {
    let scenes: Vec<String> = scenes::all().into_iter().map(|s| s.0).collect();
    let reads = reads();
    assert!(reads.len() > 40, "the rooms were not found: {reads:?}");
    let excused = |name: &str| NOT_EXERCISED.iter().any(|(known, _)| *known == name);
    let missing: Vec<&String> = reads
        .iter()
        .filter(|name| !excused(name) && !scenes.iter().any(|s| has(s, name)))
        .collect();
    assert!(
        missing.is_empty(),
        "add a scene for {missing:?} in tests/schema/plans/scenes"
    );
    for (name, why) in NOT_EXERCISED {
        assert!(
            reads.iter().any(|read| read == name),
            "{name} ({why}) is gone"
        );
    }
}

#[test]
fn every_action_is_exercised() {
    let scenes: Vec<String> = scenes::all().into_iter().map(|s| s.0).collect();
    let own = wardroom_core::layout::Layout::own();
    let done_here = |verb: &str| own.refusal(verb).is_none();
    for spec in wardroom_core::action::ALL
        .iter()
        .filter(|s| done_here(s.verb))
    {
        let ends = format!(": {}", spec.verb);
        let found = scenes.iter().any(|scene| scene.ends_with(&ends));
        assert!(found, "add a scene for the action `{}`", spec.verb);
    }
}

#[test]
fn every_sweep_is_exercised() {
    let scenes: Vec<String> = scenes::all().into_iter().map(|s| s.0).collect();
    for sweep in wardroom_core::sweep::ALL {
        let name = format!("sweep {}", sweep.name);
        assert!(scenes.contains(&name), "add a scene for the {name}");
    }
}

//! No statement of the flows escapes the scenes: each one of the source was run, or stands here with a reason.

use std::collections::BTreeSet;

use wardroom_core::db;
use wardroom_core::layout::Layout;
use wardroom_tests::database::Engine;
use wardroom_tests::sql_texts::{Text, core_texts};

/// Where flows have their statements.
const ROOMS: [&str; 3] = [
    "core/src/store/accounts/",
    "core/src/store/attempts.rs",
    "core/src/layout/own/",
];

/// A file, a piece of a statement in it, and why no scene runs that.
const NOT_RUN: &[(&str, &str, &str)] = &[];

fn is_excused(text: &Text) -> bool {
    let mut known = NOT_RUN.iter();
    known.any(|(file, piece, _)| text.file.ends_with(file) && text.sql.contains(piece))
}

/// One space between words, as no engine changes it.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Fails with the statements that were not among those that ran.
pub(super) fn check<'t>(engine: Engine, ran: impl Iterator<Item = &'t str>) {
    let ran: BTreeSet<String> = ran.map(plain).collect();
    let engine = match engine {
        Engine::Sqlite => db::Engine::Sqlite,
        Engine::Postgres => db::Engine::Postgres,
    };
    let names = Layout::own().names(engine, "public");
    let mut texts = core_texts();
    texts.retain(|text| ROOMS.iter().any(|room| text.file.starts_with(room)));
    texts.retain(|text| text.on.is(engine));
    assert!(
        texts.len() > 100,
        "only {} statements were read",
        texts.len()
    );
    // What is put together begins with its text.
    let was_run = |text: &Text| {
        let whole = plain(&names.render(&text.sql));
        ran.range(whole.clone()..)
            .next()
            .is_some_and(|ran| ran.starts_with(&whole))
    };
    let missing: Vec<String> = texts
        .iter()
        .filter(|text| !was_run(text) && !is_excused(text))
        .map(|text| format!("{}: {}", text.file, plain(&text.sql)))
        .collect();
    assert!(
        missing.is_empty(),
        "{} statements were not run; drive them in tests/schema/plans/flows.rs:\n{}",
        missing.len(),
        missing.join("\n")
    );
    for (file, piece, why) in NOT_RUN {
        let mut known = texts.iter();
        let stands = known.any(|t| t.file.ends_with(file) && t.sql.contains(piece) && !was_run(t));
        assert!(stands, "no longer needed: {file} {piece} ({why})");
    }
}

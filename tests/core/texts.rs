//! Every SQL text in core is prepared on both engines, under the own and the renamed layout's names.
//! The texts are read from the source: a literal that begins like a statement is either prepared or fails the test.

mod reader;

use std::path::{Path, PathBuf};

use wardroom_core::db::{Engine, sql};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;

use reader::{On, Text, texts_of};

/// Rooms whose statements are built for tables of their own making, before there are names to fill in.
const BEFORE_NAMES: [&str; 2] = ["core/src/db/", "core/src/transfer/"];

/// Heads and pieces that are statements only once put together: `tests/schema/plans` runs every whole one.
const PIECES: [&str; 3] = [
    "core/src/sweep/",
    "core/src/store/users_page.rs",
    "core/src/store/users_filter.rs",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// Every statement of core, with the file it stands in.
fn texts() -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    sources(&root.join("core/src"), &mut files);
    files.sort();
    let files: Vec<(String, String)> = files
        .iter()
        .map(|path| {
            let name = path
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .filter(|(name, _)| {
            let mut apart = BEFORE_NAMES.iter().chain(&PIECES);
            !apart.any(|room| name.starts_with(room))
        })
        .collect();
    texts_of(&files)
}

every_store! {
    async fn every_text_is_prepared(world: World) {
        let texts = texts();
        assert!(texts.len() > 60, "only {} texts were found", texts.len());
        let mut wrong = Vec::new();
        for text in texts {
            let here = match text.on {
                On::Both => true,
                On::Sqlite => world.db.engine() == Engine::Sqlite,
                On::Postgres => world.db.engine() == Engine::Postgres,
            };
            let kept: &'static str = text.sql.clone().leak();
            if here && let Err(error) = world.db.prepare(sql(kept)).await {
                wrong.push(format!("{}: {error}\n    {}", text.file, text.sql));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

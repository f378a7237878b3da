//! Reads the programs' own source, for tests that leave nothing of it out.

use std::fs;
use std::path::{Path, PathBuf};

/// Every Rust file below a folder of `core/src`, in the order of their names.
pub fn core_files(folder: &str) -> Vec<PathBuf> {
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src");
    let mut found = Vec::new();
    collect(&core.join(folder), &mut found);
    assert!(!found.is_empty(), "core/src/{folder} was not found");
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The names of the functions `pub async fn` below a folder of `core/src`.
pub fn public_verbs(folder: &str) -> Vec<String> {
    let files = core_files(folder).into_iter();
    let texts = files.map(|file| fs::read_to_string(file).unwrap());
    texts.flat_map(|text| names(&text)).collect()
}

fn names(text: &str) -> Vec<String> {
    let declared = text.split("pub async fn ").skip(1);
    declared
        .filter_map(|rest| rest.split(['(', '<']).next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_name_is_read_from_its_declaration() {
    let text = "    pub async fn users(\n pub async fn export_audit<E: From<Error>>(\n pub(crate) async fn inner(";
    assert_eq!(names(text), ["users", "export_audit"]);
}

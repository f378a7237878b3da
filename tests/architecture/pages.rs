//! The pages name files of this tree; a file that is renamed must be renamed there too.

use crate::source::{Finding, Source, assert_clean, tracked};

const FOLDERS: [&str; 6] = ["core/", "tui/", "worker/", "tests/", "migrations/", "docs/"];

/// What stands in backticks below a known folder, with its line; patterns such as `core/<room>` aside.
fn paths(page: &Source) -> Vec<(usize, &str)> {
    page.text
        .lines()
        .enumerate()
        .flat_map(|(at, line)| {
            let quoted = line.split('`').skip(1).step_by(2);
            quoted.map(move |word| (at + 1, word))
        })
        .filter(|(_, word)| FOLDERS.iter().any(|folder| word.starts_with(folder)))
        .filter(|(_, word)| !word.contains(['*', '<', '{', ' ']))
        .collect()
}

fn missing(page: &Source, files: &[Source]) -> Vec<Finding> {
    let stands = |path: &str| {
        let path = path.trim_end_matches('/');
        let below = |file: &Source| {
            let rest = file.path.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        files.iter().any(below)
    };
    paths(page)
        .into_iter()
        .filter(|(_, path)| !stands(path))
        .map(|(line, path)| page.finding(line, format!("names `{path}`, which is not there")))
        .collect()
}

#[test]
fn pages_name_files_that_stand() {
    let files = tracked();
    let pages = files.iter().filter(|file| file.is_page());
    let findings: Vec<Finding> = pages.flat_map(|page| missing(page, &files)).collect();
    assert_clean(&findings);
}

#[test]
fn a_missing_file_is_named_with_its_line() {
    let page = Source::new(
        "docs/a.md",
        "`core/src/lib.rs`, `cargo run`\n`core/src` and `core/gone.rs`",
    );
    let files = [Source::new("core/src/lib.rs", "")];
    let findings = missing(&page, &files);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].line, 2);
}

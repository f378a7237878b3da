//! Files open with a line that says what lives there, and stay small.

use crate::source::{Finding, Source, assert_clean, tracked};

const LONGEST: usize = 400;
const MEDIAN: usize = 120;
const OPENING: std::ops::RangeInclusive<usize> = 1..=4;

fn rust() -> Vec<Source> {
    tracked().into_iter().filter(Source::is_rust).collect()
}

fn opening(source: &Source) -> Option<Finding> {
    let said = source
        .text
        .lines()
        .take_while(|line| line.starts_with("//!"))
        .count();
    let rule =
        format!("opens with {said} lines of `//!`, not one to four that say what lives here");
    (!OPENING.contains(&said)).then(|| source.finding(1, rule))
}

fn length(source: &Source) -> Option<Finding> {
    let lines = source.text.lines().count();
    (lines > LONGEST).then(|| source.finding(lines, format!("{lines} lines, more than {LONGEST}")))
}

fn median(files: &[Source]) -> usize {
    let mut lengths: Vec<usize> = files.iter().map(|file| file.text.lines().count()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() / 2).copied().unwrap_or(0)
}

#[test]
fn every_file_says_what_lives_there() {
    let findings: Vec<Finding> = rust().iter().filter_map(opening).collect();
    assert_clean(&findings);
}

#[test]
fn no_file_is_long() {
    let findings: Vec<Finding> = rust().iter().filter_map(length).collect();
    assert_clean(&findings);
}

#[test]
fn most_files_are_short() {
    let median = median(&rust());
    assert!(
        median <= MEDIAN,
        "half of the files have more than {median} lines; {MEDIAN} are allowed"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_opens_with_code_or_an_essay_is_found() {
        let wrong = |text: &str| opening(&Source::new("a.rs", text)).is_some();
        assert!(wrong("use std::fmt;\n//! Too late.\n"));
        assert!(wrong(""));
        assert!(wrong(&"//! And so on.\n".repeat(5)));
        assert!(!wrong("//! A room.\n//!\n//! Two halves.\nuse std::fmt;\n"));
    }

    #[test]
    fn a_long_file_is_found() {
        assert!(length(&Source::new("a.rs", &"x\n".repeat(401))).is_some());
        assert!(length(&Source::new("a.rs", &"x\n".repeat(400))).is_none());
    }

    #[test]
    fn the_median_counts_lines() {
        let files = [1, 300, 7].map(|lines| Source::new("a.rs", &"x\n".repeat(lines)));
        assert_eq!(median(&files), 7);
    }
}

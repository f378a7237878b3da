//! Reads the tracked files, and tells code, comments and literals apart.

use std::{fmt, fs, path::PathBuf, process::Command};

/// One file of the project; `path` is relative to its root.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// One broken rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) rule: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.rule)
    }
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    pub(crate) fn finding(&self, line: usize, rule: impl Into<String>) -> Finding {
        Finding {
            path: self.path.clone(),
            line,
            rule: rule.into(),
        }
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.ends_in("rs")
    }

    pub(crate) fn is_page(&self) -> bool {
        self.ends_in("md")
    }

    fn ends_in(&self, extension: &str) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, end)| end == extension)
    }

    /// The text with comments and the insides of literals blanked out; lines stay where they are.
    pub(crate) fn code(&self) -> String {
        self.only(Kind::Code)
    }

    /// The text with everything but the insides of string literals blanked out.
    pub(crate) fn literals(&self) -> String {
        self.only(Kind::Literal)
    }

    fn only(&self, wanted: Kind) -> String {
        let keep = |(c, kind): (char, Kind)| if c == '\n' || kind == wanted { c } else { ' ' };
        classify(&self.text).into_iter().map(keep).collect()
    }
}

/// Fails with one line per finding.
#[track_caller]
pub(crate) fn assert_clean(findings: &[Finding]) {
    let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
    assert!(
        findings.is_empty(),
        "{} broken:\n{}",
        lines.len(),
        lines.join("\n")
    );
}

/// Every text file git tracks or would track, so that a new file is checked before it is committed.
pub(crate) fn tracked() -> Vec<Source> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    // A clone that belongs to another user is read all the same: nothing in it is run.
    let listing = [
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ];
    let listed = Command::new("git")
        .args(listing)
        .current_dir(&root)
        .output()
        .unwrap();
    assert!(
        listed.status.success(),
        "git: {}",
        String::from_utf8_lossy(&listed.stderr).trim()
    );
    let names = String::from_utf8(listed.stdout).unwrap();
    let mut files: Vec<Source> = names
        .split_terminator('\0')
        .filter_map(|path| {
            Some(Source::new(
                path,
                &fs::read_to_string(root.join(path)).ok()?,
            ))
        })
        .collect();
    assert!(files.iter().any(Source::is_rust), "no source was found");
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The tracked Rust files below a folder.
pub(crate) fn rust_in(folder: &str) -> Vec<Source> {
    tracked()
        .into_iter()
        .filter(|file| file.is_rust() && file.path.starts_with(folder))
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    Comment,
    Literal,
}

fn classify(text: &str) -> Vec<(char, Kind)> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::with_capacity(chars.len());
    while out.len() < chars.len() {
        let rest = &chars[out.len()..];
        let after_word = out
            .last()
            .is_some_and(|(c, _): &(char, Kind)| c.is_alphanumeric() || *c == '_');
        let (length, kind) = token(rest, after_word);
        out.extend(rest[..length].iter().map(|c| (*c, kind)));
    }
    out
}

/// How far the next piece reaches. Quotes count as part of the literal they enclose.
fn token(rest: &[char], after_word: bool) -> (usize, Kind) {
    match rest {
        ['/', '/', ..] => (
            until(rest, |r| r[0] == '\n').unwrap_or(rest.len()),
            Kind::Comment,
        ),
        ['/', '*', ..] => (block_comment(rest), Kind::Comment),
        ['"', ..] => (quoted(rest, '"'), Kind::Literal),
        ['r', '"' | '#', ..] if !after_word => {
            raw(rest).map_or((1, Kind::Code), |n| (n, Kind::Literal))
        }
        // A lifetime has no closing quote one character, or one escape, later.
        ['\'', '\\', ..] | ['\'', _, '\'', ..] => (quoted(rest, '\''), Kind::Literal),
        _ => (1, Kind::Code),
    }
}

fn until(rest: &[char], found: impl Fn(&[char]) -> bool) -> Option<usize> {
    (0..rest.len()).find(|at| found(&rest[*at..]))
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match &rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn quoted(rest: &[char], quote: char) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != quote {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

fn raw(rest: &[char]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
    let open = hashes + 2;
    (rest.get(open - 1) == Some(&'"')).then_some(())?;
    let closes = |r: &[char]| {
        r[0] == '"' && r[1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes
    };
    Some(until(&rest[open..], closes).map_or(rest.len(), |at| open + at + 1 + hashes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r##"a/* x /* y */ */b // c
let d = "e\"f"; let g = r#"h"i"#; let j: &'k str = 'l'; m('\'')"##;

    #[test]
    fn code_is_what_is_neither_comment_nor_literal() {
        let code = Source::new("a.rs", TEXT).code();
        let words: Vec<&str> = code.split_whitespace().collect();
        assert_eq!(
            words.join(" "),
            "a b let d = ; let g = ; let j: &'k str = ; m( )"
        );
        assert_eq!(code.lines().count(), TEXT.lines().count());
    }

    #[test]
    fn literals_are_what_stands_between_quotes() {
        let literals = Source::new("a.rs", TEXT).literals();
        let words: Vec<&str> = literals.split_whitespace().collect();
        assert_eq!(words, [r#""e\"f""#, r##"r#"h"i"#"##, "'l'", r"'\''"]);
    }

    #[test]
    fn an_unfinished_literal_ends_with_the_file() {
        assert_eq!(Source::new("a.rs", "x \"y").code().trim(), "x");
        assert_eq!(Source::new("a.rs", "x /* y").code().trim(), "x");
        assert_eq!(Source::new("a.rs", "x r#\"y").code().trim(), "x");
        assert_eq!(Source::new("a.rs", "x \"y\\").code().trim(), "x");
    }
}

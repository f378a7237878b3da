//! The scan for committed secrets finds planted ones, and its report does not repeat them.

use std::{fs, process::Command};

/// In two halves, so that the scan of this project does not find this file.
const PLANTED: &[(&str, &str)] = &[
    ("-----BEGIN OPENSSH ", "PRIVATE KEY-----"),
    ("key = AKIA", "IOSFODNN7EXAMPL3"),
    ("ghp_", "0123456789abcdefghijABCDEFGHIJ012345"),
    ("xoxb-", "123456789012-abcdef"),
    ("sk_live_", "0123456789abcdefgh"),
    ("postgres://alice:hunter2", "@db.example.org/accounts"),
    (
        "export WARDROOM_TOKEN=wrs_",
        "0123456789abcdefghijABCDEFGHIJ",
    ),
    ("eyJhbGciOiJIUzI1NiJ9.", "eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl"),
];

/// The exit code and the report of a scan over one file.
fn scan(text: &str) -> (Option<i32>, String) {
    let project = tempfile::tempdir().unwrap();
    let made = Command::new("git")
        .args(["init", "--quiet"])
        .current_dir(&project)
        .status();
    assert!(made.unwrap().success());
    fs::write(
        project.path().join("notes.txt"),
        format!("first line\n{text}\n"),
    )
    .unwrap();
    let scan = concat!(env!("CARGO_MANIFEST_DIR"), "/secrets");
    let out = Command::new(scan).arg(project.path()).output().unwrap();
    (out.status.code(), String::from_utf8(out.stderr).unwrap())
}

#[test]
fn every_planted_secret_is_found_and_not_repeated() {
    for (head, tail) in PLANTED {
        let (code, report) = scan(&format!("{head}{tail}"));
        assert_eq!(code, Some(1), "{head}… was not found");
        assert!(
            report.contains("notes.txt:2") && !report.contains(tail),
            "{report}"
        );
    }
}

#[test]
fn what_only_mentions_secrets_passes() {
    let innocent = "postgres://postgres@localhost/db postgres://{user}:{password}@host wr_short ghp_ AKIA BEGIN PRIVATE";
    assert_eq!(scan(innocent).0, Some(0), "{}", scan(innocent).1);
}

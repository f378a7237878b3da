//! `wardroom demo`: filled, enrolled for real, kept on request, and refused on what is not empty.

use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use wardroom_tests::binary;
use wardroom_tests::command::Home;

#[test]
fn a_kept_demo_can_be_signed_in_to_with_what_it_shows() {
    let home = Home::new();
    let kept = home
        .json(&["demo", "--keep", "--no-console", "--users", "50"])
        .remove(0);
    let credentials = home.json(&["demo", "--credentials"]).remove(0);
    assert_eq!(credentials["operator"], "demo");
    assert_eq!(credentials["code"].as_str().unwrap().len(), 6);
    let url = kept["database"].as_str().unwrap();
    home.done(&["db", "verify", "--database", url]);
    let again = home.run(&["demo", "--keep", "--no-console", "--database", url]);
    again.refused(5, "is not empty");
    let folder = std::path::Path::new(url.strip_prefix("sqlite:").unwrap())
        .parent()
        .unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn without_a_terminal_the_console_says_so() {
    let home = Home::new();
    home.run(&["demo", "--users", "5"])
        .refused(17, "the console needs a terminal");
}

#[test]
fn an_interrupted_demo_leaves_nothing_behind() {
    let home = Home::new();
    let folder = home.path().join("temporary");
    std::fs::create_dir(&folder).unwrap();
    let is_empty = || std::fs::read_dir(&folder).unwrap().next().is_none();
    let mut demo = std::process::Command::new(binary::wardroom());
    let mut demo = demo
        .args(["demo", "--users", "1000000"])
        .env("HOME", home.path())
        .env("TMPDIR", &folder)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let is_generating = || {
        let mut made = std::fs::read_dir(&folder).unwrap();
        let database = made.next().map(|made| made.unwrap().path().join("demo.db"));
        database.is_some_and(|file| file.metadata().is_ok_and(|file| file.len() > 1_000_000))
    };
    while !is_generating() {
        assert_eq!(demo.try_wait().unwrap(), None, "it ended before it began");
        std::thread::sleep(Duration::from_millis(10));
    }
    kill_process(Pid::from_child(&demo), Signal::INT).unwrap();
    let ended = demo.wait().unwrap();
    assert_eq!(ended.code(), Some(130));
    std::thread::sleep(Duration::from_millis(300));
    assert!(is_empty(), "something is left, or writes on");
}

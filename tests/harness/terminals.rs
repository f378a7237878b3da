//! A terminal shows what a program draws, passes on what is typed, and tells how the program ended.

use std::time::{Duration, Instant};

use wardroom_tests::pty::{Ended, Launch, Terminal};

fn shell(script: &str) -> Terminal {
    Launch::new("/bin/sh", &std::env::temp_dir())
        .args(["-c", script])
        .open()
}

#[test]
fn keys_reach_the_program_and_its_words_the_screen() {
    let mut terminal = shell("printf 'name? '; read name; echo \"ahoy $name\"; exit 3");
    terminal.wait_for("name? ");
    terminal.send("alice\r");
    terminal.wait_for("ahoy alice");
    assert_eq!(terminal.wait_end(), Ended::Status(3));
}

#[test]
fn what_left_the_screen_is_still_among_the_bytes() {
    let mut terminal = shell("printf secret; read _; printf '\\033[2J\\033[Hclean'; read _");
    terminal.wait_for("secret");
    let mark = terminal.bytes().len();
    terminal.send("\r");
    terminal.wait_for("clean");
    terminal.wait_gone("secret");
    let bytes = String::from_utf8(terminal.bytes()).unwrap();
    assert!(bytes.contains("secret") && !bytes[mark..].contains("secret"));
}

#[test]
fn a_program_sees_its_size_and_every_change_of_it() {
    let terminal = shell("trap 'stty size' WINCH; stty size; while :; do sleep 0.02; done");
    terminal.wait_for("24 80");
    terminal.resize(40, 10);
    terminal.wait_for("10 40");
}

#[test]
fn the_environment_holds_only_known_words() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Launch::new("/usr/bin/env", home.path())
        .env("WARDROOM_DATABASE", "sqlite::memory:")
        .open();
    terminal.wait_end();
    let screen = terminal.screen();
    let mut names: Vec<&str> = screen
        .lines()
        .filter_map(|line| Some(line.split_once('=')?.0))
        .collect();
    names.sort_unstable();
    names.retain(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'));
    assert_eq!(
        names,
        [
            "HOME",
            "LANG",
            "PATH",
            "SHELL",
            "TERM",
            "TZ",
            "WARDROOM_DATABASE"
        ]
    );
}

#[test]
fn a_lost_connection_is_a_hang_up_and_types_nothing() {
    let place = tempfile::tempdir().unwrap();
    let typed = place.path().join("typed");
    // `cat` keeps whatever is typed; the shell outlives the hang-up to see the end of it.
    let script = format!(
        "stty raw -echo; trap '' HUP; echo up; cat > {}",
        typed.display()
    );
    let mut terminal = shell(&script);
    terminal.wait_for("up");
    let since = Instant::now();
    terminal.hang_up();
    terminal.wait_end();
    assert!(
        since.elapsed() < Duration::from_secs(5),
        "the program kept its terminal"
    );
    assert_eq!(std::fs::read(typed).unwrap(), b"");
}

#[test]
fn an_unhandled_hang_up_ends_the_program_by_its_signal() {
    let mut terminal = shell("echo up; exec sleep 60");
    terminal.wait_for("up");
    terminal.hang_up();
    assert_eq!(terminal.wait_end(), Ended::Signal("Hangup".into()));
}

#[test]
#[should_panic(expected = "to show \"never\": the program ended")]
fn waiting_ends_with_the_program() {
    shell("echo something else").wait_for("never");
}

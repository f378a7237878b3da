//! However the console is left, the terminal is as it was: modes off, line settings back, the shell's status right.

use rustix::process::{Pid, Signal, kill_process};
use wardroom_tests::canary;
use wardroom_tests::database::{Engine, Fresh, run};
use wardroom_tests::pty::Ended;

use crate::modes::assert_given_back;
use crate::stage::{CROWDED, Stage};

fn scene(play: impl FnOnce(&Stage)) {
    run(Engine::Sqlite, &CROWDED, |db: Fresh| async move {
        play(&Stage::on(db.url()));
    });
}

pub(crate) fn signal(pid: u32, signal: Signal) {
    let pid = Pid::from_raw(i32::try_from(pid).unwrap()).unwrap();
    kill_process(pid, signal).unwrap();
}

/// Ends the console by this signal, while a password stands half typed.
fn killed_by(number: Signal, status: u32) {
    scene(|stage| {
        let before = stage.shell("stty -a").settings();
        let mut terminal = stage.console();
        assert_ne!(
            terminal.settings(),
            before,
            "the console never took the terminal"
        );
        terminal.send("ana\rhalf a pass");
        terminal.wait_for("••••");
        signal(terminal.pid(), number);
        assert_eq!(terminal.wait_end(), Ended::Status(status));
        assert_given_back(&terminal.bytes());
        assert_eq!(terminal.settings(), before);
    });
}

#[test]
fn sigterm() {
    killed_by(Signal::TERM, 143);
}

#[test]
fn sighup() {
    killed_by(Signal::HUP, 129);
}

#[test]
fn sigint_from_outside() {
    killed_by(Signal::INT, 130);
}

/// Only the session's leader gets a `SIGHUP` when its terminal goes, so the console behind a shell hears nothing.
#[test]
fn a_vanished_terminal_ends_the_console_without_a_signal() {
    scene(|stage| {
        let script = "trap '' HUP; \"$WARDROOM\"; echo $? > left";
        let mut terminal = stage.shell(script);
        terminal.wait_for("password");
        terminal.hang_up();
        terminal.wait_end();
        let left = std::fs::read_to_string(stage.home.path().join("left")).unwrap();
        assert_eq!(left.trim(), "129");
    });
}

#[test]
fn the_connection_goes_with_its_signal() {
    scene(|stage| {
        let mut terminal = stage.console();
        terminal.hang_up();
        assert_eq!(terminal.wait_end(), Ended::Status(129));
    });
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_back() {
    scene(|stage| {
        let script = "set -m; \"$WARDROOM\"; echo \"stopped $?\"; stty -a; echo waiting; \
                      read go; fg >/dev/null; echo \"left $?\"";
        let mut terminal = stage.shell(script);
        let before = terminal.wait_for("password");
        terminal.send("\x1a");
        let shell = terminal.wait_for("waiting");
        assert!(
            shell.contains("stopped 14") && shell.contains(" icanon") && shell.contains(" echo "),
            "{shell}"
        );
        assert_given_back(&terminal.bytes());
        terminal.send("\r");
        terminal.wait_until("the console again", |screen| screen.contents() == before);
        terminal.send("ana");
        terminal.wait_for("ana");
        terminal.send("\x1b");
        terminal.wait_for("left 0");
        assert_eq!(terminal.wait_end(), Ended::Status(0));
        assert_given_back(&terminal.bytes());
    });
}

/// Debug builds break at Ctrl-\ where a variable says what the message quotes; no release can.
#[test]
fn a_panic_says_where_its_report_is_and_quotes_nothing() {
    if !cfg!(debug_assertions) {
        return;
    }
    scene(|stage| {
        let before = stage.shell("stty -a").settings();
        let launch = stage.launch(&[]).env("WARDROOM_DEBUG_PANIC", QUOTED);
        let mut terminal = launch.open();
        terminal.wait_for("password");
        terminal.send(&format!("ana\r{TYPED}"));
        terminal.wait_for("••••");
        terminal.send("\x1c");
        terminal.wait_for("stopped on a defect of its own");
        assert_eq!(terminal.wait_end(), Ended::Status(101));
        assert_given_back(&terminal.bytes());
        assert_eq!(terminal.settings(), before);
        let folder = stage.home.path().join(".local/state/wardroom");
        let mut files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap());
        let report = files.find(|file| file.file_name().to_string_lossy().starts_with("panic-"));
        let report = std::fs::read_to_string(report.unwrap().path()).unwrap();
        assert!(report.contains("fault.rs"), "{report}");
        let written = [terminal.bytes(), report.into_bytes()].concat();
        let secrets = [
            ("a code", QUOTED.as_bytes()),
            ("a password", TYPED.as_bytes()),
        ];
        canary::assert_absent("a panic", written, &secrets);
    });
}

const QUOTED: &str = "K7QF-2M9X-TR4W-H8ZB";
const TYPED: &str = "correct horse battery";

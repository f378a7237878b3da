//! The console in lines and numbers: nothing is drawn, nothing moves, and the same is done as on the screens.

use wardroom_tests::binary;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;
use wardroom_tests::pty::{Ended, Launch, Terminal};
use wardroom_tests::reading::authenticator_on;

use crate::stage::{ANA, CROWDED, PASSWORD, Stage, now};

const LIST: &str = "h help, q quit.";
const USER: &str = "5 actions";

/// What is said from now on, up to these words and the prompt after them; they must not be among what is typed, which is
/// echoed. Typed before the prompt stands, an answer would be echoed in front of it.
fn hear(terminal: &Terminal, mark: usize, wanted: &str) -> String {
    loop {
        let bytes = terminal.bytes();
        let said = String::from_utf8_lossy(&bytes[mark..]).into_owned();
        if said.contains(wanted) && said.ends_with(' ') {
            return said;
        }
        terminal.wait_more(bytes.len());
    }
}

/// Answers with a line, and hears what follows up to these words.
fn answer(terminal: &mut Terminal, line: &str, wanted: &str) -> String {
    let mark = terminal.written();
    terminal.send(&format!("{line}\r"));
    hear(terminal, mark, wanted)
}

/// The number before the choice with these words.
fn number(said: &str, words: &str) -> String {
    let line = said.lines().find(|line| line.contains(words));
    assert!(line.is_some(), "{words:?} is not offered:\n{said}");
    let line = line.unwrap();
    line.split('.').next().unwrap().trim().to_owned()
}

/// The first sign-in: a password, and an authenticator that is told its secret in letters.
fn enrol(terminal: &mut Terminal, code: &str) {
    hear(terminal, 0, "Name: ");
    answer(terminal, ANA, "Enrolment code: ");
    answer(terminal, code, "New password: ");
    answer(terminal, PASSWORD, "The same again: ");
    let shown = answer(terminal, PASSWORD, "The code it shows: ");
    let mut authenticator = authenticator_on(&shown);
    answer(terminal, &authenticator.code(now()), "Press Enter");
    answer(terminal, "", LIST);
}

/// No sequence, no box, no block, no mark: what a screen reader reads is words.
fn assert_words_alone(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let drawn = |letter: &char| *letter == '\x1b' || matches!(letter, '\u{2500}'..='\u{25ff}');
    let drawn: Vec<char> = text.chars().filter(drawn).collect();
    assert!(drawn.is_empty(), "{drawn:?}");
}

every_engine! { CROWDED;
    async fn an_operators_day_in_lines(db: Fresh) {
        let stage = Stage::on(db.url());
        let mut terminal = stage.launch(&["--plain"]).size(100, 50).open();
        enrol(&mut terminal, &stage.code);
        let next = answer(&mut terminal, "n", LIST);
        assert!(next.contains("\n11. ") && next.contains("\n20. "), "{next}");
        answer(&mut terminal, "f", "everybody.");
        let found = answer(&mut terminal, "alice@example.com", LIST);
        assert!(found.contains("Users, filter alice@example.com, newest account first."), "{found}");
        assert!(found.contains("1. alice@example.com, "), "{found}");
        let alice = answer(&mut terminal, "1", USER);
        assert!(alice.contains("them out") && alice.contains("Address verified"), "{alice}");

        reset_factors(&mut terminal);
        issue_codes(&mut terminal);
        let sessions = answer(&mut terminal, "1", ", b back.");
        assert!(sessions.contains("1. ") || sessions.contains("There is no session"), "{sessions}");
        let back = answer(&mut terminal, "b", USER);
        assert!(!back.contains("not a choice"), "{back}");
        let factors = answer(&mut terminal, "2", USER);
        assert!(factors.contains("None."), "{factors}");
        let codes = answer(&mut terminal, "3", USER);
        assert!(codes.contains("kind full, state active, left 10, of 10"), "{codes}");
        answer(&mut terminal, "4", "factors reset, by ana.");
        terminal.send("b\r");
        answer(&mut terminal, "b", LIST);
        answer(&mut terminal, "1", USER);
        let access = answer(&mut terminal, "6", USER);
        assert!(access.contains("kind ") || access.contains("None."), "{access}");
        answer(&mut terminal, "b", LIST);

        look_after_retention(&mut terminal);
        let wrong = answer(&mut terminal, "99", LIST);
        assert!(wrong.contains("There is no number 99. h helps."), "{wrong}");
        terminal.send("q\r");
        assert_eq!(terminal.wait_end(), Ended::Status(0));
        assert_words_alone(&terminal.bytes());
    }
}

/// Once refused at the last question, once done.
fn reset_factors(terminal: &mut Terminal) {
    for (consent, outcome) in [
        ("1", "nothing was done"),
        ("2", "Done: reset the second factors of alice@"),
    ] {
        let offered = answer(terminal, "5", "Number does it");
        let reset = number(&offered, "reset the second factors");
        let asked = answer(terminal, &reset, "Reason: ");
        assert!(
            asked.contains("As a command: wardroom factors reset "),
            "{asked}"
        );
        answer(terminal, "lost the phone", "Ticket, or an empty line: ");
        let ways = answer(terminal, "T-417", "in person: ");
        assert!(ways.contains("1 "), "{ways}");
        answer(terminal, "1", "1 no, 2 yes: ");
        let done = answer(terminal, consent, USER);
        assert!(done.contains(outcome), "{done}");
    }
    let offered = answer(terminal, "5", "Number does it");
    let reset = offered
        .lines()
        .find(|line| line.contains("reset the second factors"))
        .unwrap();
    assert!(
        reset.contains("Not now: there is no second factor to reset."),
        "{reset}"
    );
    let refused = answer(
        terminal,
        &number(&offered, "reset the second factors"),
        USER,
    );
    assert!(
        refused.contains("Not now: there is no second factor"),
        "{refused}"
    );
}

fn issue_codes(terminal: &mut Terminal) {
    let offered = answer(terminal, "5", "Number does it");
    answer(
        terminal,
        &number(&offered, "issue ten recovery codes"),
        "Reason: ",
    );
    answer(terminal, "asked in person", "Ticket, or an empty line: ");
    answer(terminal, "", "in person: ");
    answer(terminal, "4", "1 no, 2 yes: ");
    let shown = answer(terminal, "2", "type the last four characters");
    let is_code = |line: &&str| line.len() == 19 && line.matches('-').count() == 3;
    let codes: Vec<&str> = shown.lines().map(str::trim).filter(is_code).collect();
    assert_eq!(codes.len(), 10, "{shown}");
    let done = answer(terminal, &codes[2][15..], USER);
    assert!(
        done.contains("the codes count now") && done.contains("until you clear it"),
        "{done}"
    );
}

fn look_after_retention(terminal: &mut Terminal) {
    let policies = answer(terminal, "r", "Number chooses a policy");
    let sessions = number(&policies, ". sessions keeps ");
    answer(terminal, &sessions, "3 change it");
    let due = answer(terminal, "1", "3 change it");
    assert!(due.contains("sweep sessions, table "), "{due}");
    let runs = answer(terminal, "2", "3 change it");
    assert!(runs.contains("None."), "{runs}");
    answer(terminal, "3", "such as 30d");
    answer(terminal, "14d", "weekday?");
    answer(terminal, "", "time zone?");
    answer(terminal, "", "yes or no?");
    answer(terminal, "", "Reason: ");
    answer(terminal, "policy 7", "Ticket, or an empty line: ");
    let seen = answer(terminal, "", "1 no, 2 yes: ");
    assert!(seen.contains("rows stay 14d instead of 30d"), "{seen}");
    let set = answer(terminal, "2", "3 change it");
    assert!(set.contains("sessions keeps rows for 14d"), "{set}");
    answer(terminal, "b", "Number chooses a policy");
    answer(terminal, "b", LIST);
}

#[test]
fn a_dumb_terminal_gets_lines_by_itself_and_the_end_of_input_leaves() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Launch::new(binary::wardroom(), home.path())
        .args(["demo", "--users", "30"])
        .env("TERM", "dumb")
        .open();
    let said = hear(&terminal, 0, LIST);
    assert!(said.contains("demo, demo. Operator demo, admin."), "{said}");
    let user = answer(&mut terminal, "1", USER);
    assert!(user.contains("Last sign-in"), "{user}");
    terminal.send("\x04");
    assert_eq!(terminal.wait_end(), Ended::Status(0));
    // One of the hostile names draws a line of its own.
    let said = String::from_utf8_lossy(&terminal.bytes()).replace("── enabled ──", "");
    assert_words_alone(said.as_bytes());
}

#[test]
fn ctrl_c_leaves_nothing_of_a_demo_in_lines() {
    let home = tempfile::tempdir().unwrap();
    let temporary = home.path().join("temporary");
    std::fs::create_dir(&temporary).unwrap();
    let mut terminal = Launch::new(binary::wardroom(), home.path())
        .args(["demo", "--users", "30", "--plain"])
        .env("TMPDIR", &temporary)
        .open();
    hear(&terminal, 0, LIST);
    terminal.send("\x03");
    assert_eq!(terminal.wait_end(), Ended::Status(130));
    assert!(std::fs::read_dir(&temporary).unwrap().next().is_none());
}

//! A day's work: sign in for the first time, find somebody, end a session, reset a factor, hand out codes, leave.

use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;
use wardroom_tests::pty::{Ended, Terminal};
use wardroom_tests::reading::{codes_on, ending_on};

use crate::modes::assert_given_back;
use crate::stage::{CROWDED, Stage, now, quit, sign_in};
use crate::work::{ask_for_codes, find, leave};

every_engine! { CROWDED;
    async fn an_operators_day(db: Fresh) {
        let stage = Stage::on(db.url());
        let (mut terminal, mut ana) = stage.enrolled();
        let mark = terminal.bytes().len();
        assert_eq!(ana.codes.len(), 10);

        find(&mut terminal, "alice@example.com");
        end_one_session(&mut terminal);
        resize_and_back(&terminal);
        forget_step_up(&db).await;
        reset_factors(&mut terminal, &ana.authenticator.code(now()));
        let codes = issue_codes(&mut terminal);
        no_trace(&terminal, mark, &ana.codes);

        let mark = terminal.bytes().len();
        leave(&mut terminal, "alice@example.com");
        assert_given_back(&terminal.bytes());
        no_trace(&terminal, mark, &codes);

        let mut terminal = stage.console();
        sign_in(&mut terminal, &mut ana);
        assert_eq!(quit(&mut terminal), Ended::Status(0));
        assert_given_back(&terminal.bytes());
    }
}

fn end_one_session(terminal: &mut Terminal) {
    terminal.send("2");
    terminal.wait_for("this session");
    terminal.send("e");
    terminal.wait_for("[ end it ]");
    terminal.send("\t\r");
    terminal.wait_for("1 session ended");
    terminal.wait_for("- ended");
    // The tab's count is another question's answer.
    terminal.wait_for("[2 Sessions 2]");
}

fn resize_and_back(terminal: &Terminal) {
    let before = middle(&terminal.screen());
    terminal.resize(40, 10);
    let small = terminal.wait_for("This screen is 40 x 10");
    assert!(
        small.lines().all(|line| line.chars().count() <= 40),
        "{small}"
    );
    terminal.resize(80, 24);
    terminal.wait_until("as it was", |screen| middle(&screen.contents()) == before);
}

/// The rows between the head, which tells how long an answer took, and what was said last.
fn middle(screen: &str) -> Vec<String> {
    let rows = screen.lines().skip(2).take(19);
    rows.map(|row| row.trim_end().to_owned()).collect()
}

/// The console still believes in its step-up; the database no longer does.
async fn forget_step_up(db: &Fresh) {
    let table = match db.engine() {
        Engine::Sqlite => "wardroom_operator_sessions",
        Engine::Postgres => "wardroom.operator_sessions",
    };
    let forget = format!("UPDATE {table} SET factor_at = NULL");
    db.run(&forget).await.unwrap();
}

fn reset_factors(terminal: &mut Terminal, code: &str) {
    terminal.send("R");
    terminal.wait_for("Why?");
    terminal.send("lost the phone\r");
    terminal.wait_for("The ticket");
    terminal.send("T-417\r");
    terminal.wait_for("identified?");
    terminal.send("\t\r");
    terminal.wait_for("reset them");
    terminal.send("\t\r");
    terminal.wait_for("code of your authenticator");
    terminal.send(&format!("{code}\r"));
    let done = terminal.wait_for("ok reset the second factors of");
    assert!(done.contains("audit entry"), "{done}");
    terminal.send("\r");
    terminal.wait_gone("audit entry");
    terminal.wait_for("[2 Sessions 0]  3 2FA 0 ");
}

fn issue_codes(terminal: &mut Terminal) -> Vec<String> {
    let screen = ask_for_codes(terminal);
    let codes = codes_on(&screen);
    assert_eq!(codes.len(), 10, "{screen}");
    terminal.send(&format!("\r{}\r", ending_on(&screen)));
    terminal.wait_for("count now");
    codes
}

/// Neither on the screen nor in any byte since the mark.
fn no_trace(terminal: &Terminal, mark: usize, codes: &[String]) {
    let bytes = terminal.bytes();
    let since = String::from_utf8_lossy(&bytes[mark..]);
    let screen = terminal.screen();
    for code in codes {
        for group in code.split('-') {
            assert!(
                !screen.contains(group),
                "a code is on the screen:\n{screen}"
            );
            assert!(!since.contains(group), "a code was written again");
        }
    }
}

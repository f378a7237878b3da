//! The console as an operator has it: the built program, in a real terminal, signed in by its saved session.

use std::thread;
use std::time::{Duration, Instant};

use wardroom_tests::pty::Terminal;

use super::ground::Ground;
use super::report::{Budget, Report};
use super::sample::{Sample, timed};
use super::{lists, process};

const START_MS: u32 = 100;
const PAGE_MS: u32 = 50;
const FIND_MS: u32 = 10;
const ECHO: Budget = Budget {
    most: 16.0,
    said: "p95 <= 16 ms",
};
const RESIDENT: Budget = Budget {
    most: 40.0,
    said: "<= 40 MiB",
};
const NOTHING: Budget = Budget {
    most: 0.0,
    said: "0",
};

const SIZE: (u16, u16) = (100, 36);
/// Where addresses stand: left of what changes by itself.
const COLUMNS: u16 = 60;
/// Rows above the list: what directory, which filter, the columns' titles.
const HEAD: usize = 3;
const FIRST_ROWS: usize = 20;
const KEYS: usize = 200;
/// As a held key repeats.
const REPEAT: Duration = Duration::from_millis(33);
const IDLE: Duration = Duration::from_secs(10);

/// Measures the budgets of the console.
pub(crate) fn measure(ground: &Ground, report: &mut Report) {
    ground.sign_in();
    let start = Sample::take(|_| {
        let begun = Instant::now();
        let console = open(ground);
        let took = begun.elapsed();
        leave(console);
        took
    });
    report.median("console: start to first rows", &start, Some(START_MS));

    let mut console = open(ground);
    echo(&mut console, report);
    let pages = Sample::take(|_| turn(&mut console, "\x1b[6~"));
    report.median("console: next page", &pages, Some(PAGE_MS));
    let mut is_at_end = false;
    let ends = Sample::take(|_| {
        is_at_end = !is_at_end;
        turn(&mut console, if is_at_end { "G" } else { "g" })
    });
    report.median("console: last page, first page", &ends, Some(PAGE_MS));
    find(&mut console, ground, report);
    rest(&console, report);
    leave(console);
}

fn open(ground: &Ground) -> Terminal {
    let console = ground.launch().size(SIZE.0, SIZE.1).open();
    console.wait_until("to show users", |screen| rows(screen).len() >= FIRST_ROWS);
    console
}

fn leave(mut console: Terminal) {
    console.send("q");
    console.wait_end();
}

/// From a key to the first byte that answers it.
fn echo(console: &mut Terminal, report: &mut Report) {
    let mut press = |key| {
        thread::sleep(REPEAT);
        let mark = console.written();
        timed(|| {
            console.send(key);
            console.wait_more(mark);
        })
    };
    let taken = (0..KEYS).map(|at| press(if at % 20 < 10 { "j" } else { "k" }));
    let sample = Sample::of(taken.collect());
    let (p95, median) = (millis(sample.p95()), millis(sample.median()));
    let said = format!("p95 {p95:.1} ms (median {median:.1})");
    report.add("console: key to echo", p95, said, Some(ECHO));
}

/// From a key to other rows.
fn turn(console: &mut Terminal, key: &str) -> Duration {
    // What was read ahead is there: a person looks at a page for longer than that.
    thread::sleep(Duration::from_millis(200));
    let before = console.look(rows);
    timed(|| {
        console.send(key);
        console.wait_until("to show other rows", |screen| {
            let after = rows(screen);
            after.first() != before.first() && after.last() != before.last()
        });
    })
}

/// From Enter on a typed address to its one row.
fn find(console: &mut Terminal, ground: &Ground, report: &mut Report) {
    let people = lists::addresses(ground);
    let found = Sample::take(|time| {
        let email = &people[time % people.len()];
        console.send("/");
        console.send(email);
        console.wait_until("to show what is typed", |screen| {
            screen.contents().contains(email)
        });
        let took = timed(|| {
            console.send("\r");
            console.wait_until("to show one user", |screen| rows(screen).len() == 1);
        });
        show_everyone(console);
        took
    });
    report.median("console: exact e-mail, Enter to row", &found, Some(FIND_MS));
}

/// Opens the filter again, empties it and keeps that.
fn show_everyone(console: &mut Terminal) {
    for key in ["/", "\x1b", "\r"] {
        // An Esc with a key right behind it is Alt and that key.
        thread::sleep(Duration::from_millis(100));
        console.send(key);
    }
    console.wait_until("to show everyone", |screen| {
        rows(screen).len() >= FIRST_ROWS
    });
}

/// What an untouched console costs.
fn rest(console: &Terminal, report: &mut Report) {
    // Prefetching and closing what was opened for it is still work.
    thread::sleep(Duration::from_secs(2));
    let pid = console.pid();
    let resident = process::resident_mib(pid);
    let said = format!("{resident:.1} MiB");
    report.add(
        "console: resident after paging",
        resident,
        said,
        Some(RESIDENT),
    );
    let (switches, bytes) = (process::wake_ups(pid), console.written());
    thread::sleep(IDLE);
    let woken = process::wake_ups(pid) - switches;
    let written = console.written() - bytes;
    report.add(
        "console: wake-ups in 10 s idle",
        count(woken),
        woken.to_string(),
        Some(NOTHING),
    );
    let written = u64::try_from(written).unwrap();
    report.add(
        "console: bytes in 10 s idle",
        count(written),
        written.to_string(),
        Some(NOTHING),
    );
}

/// The rows that show an address.
fn rows(screen: &vt100::Screen) -> Vec<String> {
    let shown = screen.rows(0, COLUMNS).skip(HEAD);
    shown.filter(|row| row.contains('@')).collect()
}

fn count(number: u64) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

//! The binary as a process: its commands, its exit codes, its pages, its signals.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use wardroom_core::model::{Outcome, Trigger};
use wardroom_tests::binary;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::cast::{House, MIGRATED, Times, days, then};

/// The worker with these arguments on this database.
pub(crate) fn worker(url: &str, args: &[&str]) -> Command {
    let mut command = Command::new(binary::worker());
    command
        .args(args)
        .env_clear()
        .env("WARDROOM_DATABASE", url)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

pub(crate) fn ended(url: &str, args: &[&str]) -> Output {
    worker(url, args).output().unwrap()
}

pub(crate) fn signal(child: &Child, signal: Signal) {
    let pid = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    kill_process(pid, signal).unwrap();
}

/// Waits for its end, which must come soon.
pub(crate) fn wait(mut child: Child) -> Option<i32> {
    let since = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        assert!(since.elapsed() < Duration::from_secs(30), "it does not end");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A serving worker and where it listens.
pub(crate) struct Served {
    pub(crate) child: Child,
    pub(crate) address: String,
    /// Where it publishes the keys, if it was told to.
    pub(crate) jwks: Option<String>,
}

pub(crate) fn serve(command: &mut Command) -> Served {
    let mut child = command.spawn().unwrap();
    let mut jwks = None;
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let address = loop {
        let mut line = String::new();
        assert!(
            log.read_line(&mut line).unwrap() > 0,
            "it ended before it served"
        );
        let line: serde_json::Value = serde_json::from_str(&line).unwrap();
        if let Some(address) = line["jwks"].as_str() {
            jwks = Some(address.to_owned());
        }
        if let Some(address) = line["listen"].as_str() {
            break address.to_owned();
        }
    };
    // Somebody must go on reading, or the worker waits for it.
    std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
    Served {
        child,
        address,
        jwks,
    }
}

/// The status line's code and the body of a page.
pub(crate) fn page(address: &str, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let code = head.split_whitespace().nth(1).unwrap().parse().unwrap();
    (code, body.to_owned())
}

every_engine! { MIGRATED;
    async fn once_runs_what_is_due_and_ends(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        house.session(&user, Times::expired(then())).await;
        let out = ended(db.url(), &["run", "--once"]);
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        assert_eq!(house.sessions().await, 0);
        let runs = house.directory.runs(None, 10).await.unwrap();
        assert_eq!(runs.len(), 3, "each sweep once");
        assert!(runs.iter().all(|r| r.outcome == Outcome::Done && r.trigger == Trigger::Once));
        ended(db.url(), &["run", "--once"]);
        assert_eq!(house.directory.runs(None, 10).await.unwrap().len(), 3, "nothing is due any more");
        ended(db.url(), &["run", "--once", "--sweep", "sessions"]);
        assert_eq!(house.directory.runs(None, 10).await.unwrap().len(), 4, "asked for by name it runs");
        assert_eq!(house.directory.workers().await.unwrap(), []);
    }

    async fn a_plan_is_printed_and_nothing_changed(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        house.session(&user, Times::expired(then().minus(days(99)))).await;
        let out = ended(db.url(), &["plan", "--json", "--sweep", "sessions"]);
        let plan: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!(plan["tables"][0]["rows"], 1);
        let table = String::from_utf8(ended(db.url(), &["plan"]).stdout).unwrap();
        assert!(table.contains("nothing was changed") && table.contains("1 refresh_token"), "{table}");
        assert_eq!(house.sessions().await, 1);
    }

    async fn a_serving_worker_answers_sweeps_and_stops_when_asked(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        house.session(&user, Times::expired(then())).await;
        let served = serve(&mut worker(db.url(), &["run", "--listen", "127.0.0.1:0"]));
        assert_eq!(page(&served.address, "/healthz"), (200, r#"{"status":"ok","database":"connected"}"#.to_owned()));
        // The default schedule's last slot was missed: it starts at the first round, or within its minute of jitter.
        let workers = house.directory.workers().await.unwrap();
        let deadline = Instant::now() + Duration::from_secs(80);
        while house.directory.runs(None, 10).await.unwrap().iter().filter(|r| r.outcome == Outcome::Done).count() < 3 {
            assert!(Instant::now() < deadline, "it does not sweep");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(house.sessions().await, 0);
        assert!(workers.len() <= 1);
        let metrics = page(&served.address, "/metrics").1;
        assert!(metrics.contains("wardroom_rows_total{sweep=\"sessions\"} 1"), "{metrics}");
        signal(&served.child, Signal::TERM);
        assert_eq!(wait(served.child), Some(0));
        assert_eq!(house.directory.workers().await.unwrap(), [], "it takes its leave");
    }

    async fn a_signal_finishes_the_batch_and_closes_the_run(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        house.many(&user, 1_500, then()).await;
        house.slow("sessions").await;
        let child = worker(db.url(), &["run", "--once", "--sweep", "sessions"]).spawn().unwrap();
        house.until_sessions(|left| left < 1_500).await;
        signal(&child, Signal::TERM);
        assert_eq!(wait(child), Some(0));
        let run = house.last_run().await;
        assert_eq!((run.outcome, run.finished_at.is_some()), (Outcome::Stopped, true));
        assert_eq!(run.rows_removed + house.sessions().await, 1_500);
    }
}

#[test]
fn what_stands_in_the_way_is_one_line_and_a_code_of_its_own() {
    let empty = tempfile::tempdir().unwrap();
    let no_file = format!("sqlite:{}", empty.path().join("none.db").display());
    let no_tables = empty.path().join("empty.db");
    std::fs::write(&no_tables, "").unwrap();
    let no_tables = no_tables.display().to_string();
    for (url, args, code, says) in [
        (
            "postgres://alice:hush@127.0.0.1:1/x",
            vec![],
            21,
            "127.0.0.1:1",
        ),
        ("mysql://alice:hush@host/x", vec![], 20, "database URL"),
        (&*no_file, vec![], 23, "no such file"),
        (&*no_tables, vec![], 47, "wardroom db up"),
        (&*no_tables, vec!["--log", "a=b=c"], 6, "--log"),
    ] {
        let args = [&["run", "--once"], &*args].concat();
        let out = ended(url, &args);
        let error = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(code), "{url}: {error}");
        let last = error.lines().last().unwrap();
        assert!(
            last.starts_with("wardroom-worker: ") && last.contains(says),
            "{error}"
        );
        assert!(!error.contains("hush"), "{error}");
    }
}

#[test]
fn the_help_lists_the_exit_codes_and_examples() {
    let out = ended("", &["--help"]);
    let help = String::from_utf8(out.stdout).unwrap();
    for said in [
        "Exit codes:",
        "run --once",
        "plan",
        "WARDROOM_DATABASE",
        "127.0.0.1:9464",
    ] {
        assert!(
            help.contains(said) || said.starts_with("127"),
            "{said} is missing from\n{help}"
        );
    }
}

#[test]
fn what_is_told_of_an_application_is_checked_before_the_directory_is_opened() {
    let ran = ended("sqlite:gone.db", &["plan", "--app", "time_zone=Mars"]);
    assert_eq!(ran.status.code(), Some(2));
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(
        said.contains("time_zone: give a zone such as UTC"),
        "{said}"
    );
}

//! What is measured on: a directory of generated users, and a demo operator signed in to it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use secrecy::ExposeSecret;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use tokio::runtime::Handle;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::entropy::OsEntropy;
use wardroom_tests::binary;
use wardroom_tests::cluster::{Cluster, Setup};
use wardroom_tests::pty::{Ended, Launch};

use super::ask::Engine;

/// Where directories are put.
pub(crate) struct Places {
    /// The folder.
    pub(crate) folder: PathBuf,
    /// Whether they stay for the next run.
    pub(crate) keep: bool,
}

/// One engine's directory.
pub(crate) struct Ground {
    /// The address for `--database`.
    pub(crate) url: String,
    folder: PathBuf,
    operator_key: PathBuf,
    // Last: consoles and pools go before their server.
    _server: Option<Cluster>,
}

impl Ground {
    /// Takes up what an earlier run kept, or makes it.
    pub(crate) fn prepare(engine: Engine, users: u64, places: &Places) -> Self {
        let folder = places.folder.join(engine.word());
        fs::create_dir_all(folder.join("home")).unwrap();
        let folder = fs::canonicalize(folder).unwrap();
        let server = match engine {
            Engine::Sqlite => None,
            Engine::Postgres if places.keep => Some(Cluster::kept(&folder.join("server"))),
            Engine::Postgres => Some(Cluster::start(Setup {
                durable: true,
                ..Setup::default()
            })),
        };
        let file = folder.join("directory.db");
        let url = server
            .as_ref()
            .map_or_else(|| format!("sqlite:{}", file.display()), |s| s.url("bench"));
        let mut ground = Self {
            url,
            folder,
            operator_key: PathBuf::new(),
            _server: server,
        };
        ground.fill(users);
        ground
    }

    /// The directory's key ring, kept as long as the directory is: what it sealed must open again.
    pub(crate) fn ring(&self) -> KeyRing {
        let file = self.folder.join("ring.keys");
        let kept = fs::read_to_string(&file).ok();
        kept.map_or_else(
            || {
                let ring = KeyRing::generate(&OsEntropy);
                fs::write(&file, ring.to_text().expose_secret()).unwrap();
                ring
            },
            |text| KeyRing::parse(&text.into()).unwrap(),
        )
    }

    /// The built console, about to be started on this directory in a terminal.
    pub(crate) fn launch(&self) -> Launch {
        Launch::new(binary::wardroom(), &self.home()).args(["--database", &self.url])
    }

    fn fill(&mut self, users: u64) {
        let note = self.folder.join("made.json");
        let made = fs::read_to_string(&note).map_or_else(
            |_| {
                let made = self.make(users);
                fs::write(&note, made.to_string()).unwrap();
                made
            },
            |text| serde_json::from_str(&text).unwrap(),
        );
        let shown = self.folder.display();
        assert_eq!(
            made["users"],
            json!(users),
            "{shown} holds another number of users: remove it, or name another --data"
        );
        self.operator_key = made["operator_key_file"].as_str().unwrap().into();
        self.run(&["db", "up"]);
    }

    fn make(&self, users: u64) -> Value {
        eprintln!("making {users} users in {}", self.folder.display());
        self.create_database();
        let count = users.to_string();
        let made = ["demo", "--keep", "--no-console", "--users", &count];
        let mut made = self.run(&made);
        made["users"] = json!(users);
        self.settle();
        made
    }

    /// Begins from nothing, whatever an interrupted run left.
    fn create_database(&self) {
        if self.url.starts_with("sqlite:") {
            for end in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(self.folder.join(format!("directory.db{end}")));
            }
            return;
        }
        let maintenance = self.url.replace("/bench?", "/postgres?");
        script(&maintenance, "DROP DATABASE IF EXISTS bench");
        script(&maintenance, "CREATE DATABASE bench");
    }

    /// What autovacuum and checkpoints would have done by tomorrow.
    fn settle(&self) {
        if self.url.starts_with("postgres:") {
            script(&self.url, "VACUUM (ANALYZE)");
            script(&self.url, "CHECKPOINT");
        }
    }

    /// Signs in at a terminal, as an operator does; the session is saved in the home folder.
    pub(crate) fn sign_in(&self) {
        // A code works once: the second time is with the next one.
        for _ in 0..2 {
            let credentials = self.run(&["demo", "--credentials"]);
            let said = |name: &str| format!("{}\r", credentials[name].as_str().unwrap());
            let mut terminal = self
                .launch()
                .args(["--operator-key".as_ref(), self.operator_key.as_os_str()])
                .args(["login", "demo"])
                .open();
            terminal.wait_for("Password:");
            terminal.send(&said("password"));
            terminal.wait_for("Code of");
            terminal.send(&said("code"));
            if terminal.wait_end() == Ended::Status(0) {
                return;
            }
            let left = credentials["code_seconds_left"].as_u64().unwrap_or(30);
            thread::sleep(Duration::from_secs(left + 1));
        }
        panic!("the demo operator cannot sign in to {}", self.url);
    }

    /// Runs a command on the directory and reads the last object it answers.
    fn run(&self, words: &[&str]) -> Value {
        let answer = Command::new(binary::wardroom())
            .args(["--json", "--yes", "--database", &self.url])
            .args(words)
            .env("HOME", self.home())
            // A kept demo leaves its operator's key here.
            .env("TMPDIR", &self.folder)
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .unwrap();
        assert!(
            answer.status.success(),
            "`wardroom {}` failed",
            words.join(" ")
        );
        let said = String::from_utf8(answer.stdout).unwrap();
        let last = said.lines().last().unwrap_or("null");
        serde_json::from_str(last).unwrap_or_else(|e| panic!("`wardroom {}`: {e}", words.join(" ")))
    }

    fn home(&self) -> PathBuf {
        Path::join(&self.folder, "home")
    }
}

/// Runs one statement of the bench's own making.
fn script(url: &str, statement: &'static str) {
    Handle::current().block_on(async {
        let mut connection = PgConnection::connect(url).await.unwrap();
        sqlx::raw_sql(statement)
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
    });
}

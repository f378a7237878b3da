//! One app: a process that answers JSON lines for as long as the scene lasts.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::install::installed;
use super::skip::skipped;
use crate::database::{Engine, Fresh};

/// Long enough for a machine that is busy with everything else.
const DEADLINE: Duration = Duration::from_mins(2);

/// A running app; it ends with its scene.
pub(super) struct App {
    child: Child,
    line: Mutex<Line>,
    grumbling: Arc<Mutex<String>>,
}

/// What the schema tool of an app is told.
#[derive(Clone, Debug, Default, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Push {
    /// Lines of its `drizzle.config.ts` or `prisma.config.ts`.
    pub settings: String,
    /// Whether Prisma may drop tables that hold rows; drizzle-kit always may.
    pub accept_data_loss: bool,
}

struct Line {
    ask: Option<ChildStdin>,
    answers: Receiver<String>,
    next: u64,
}

impl App {
    /// Starts `script` over the scene's database; `None`, said out loud, where Node.js or its packages are missing.
    pub(super) fn start(
        script: &str,
        db: &Fresh,
        zone: &str,
        settings: impl serde::Serialize,
    ) -> Option<Self> {
        let folder = match installed() {
            Ok(folder) => folder,
            Err(why) => {
                skipped(why);
                return None;
            }
        };
        let mut options = serde_json::to_value(settings).unwrap();
        options["engine"] = match db.engine() {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        }
        .into();
        options["url"] = db.url().into();
        let mut node = Command::new("node");
        node.args(["--preserve-symlinks", "--preserve-symlinks-main"])
            .args(["--import", "./apps/shared/polyfill.mjs"])
            .arg(format!("apps/{script}"))
            .arg(options.to_string())
            .env("TZ", zone)
            // A library behaves differently where these are set.
            .env_remove("NODE_ENV")
            .env_remove("NODE_OPTIONS")
            .current_dir(folder);
        let app = Self::over(node);
        app.answer(0)
            .unwrap_or_else(|error| panic!("{script} did not start: {error}{}", app.said()));
        Some(app)
    }

    fn over(mut node: Command) -> Self {
        node.stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = node.spawn().unwrap();
        let (tell, answers) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || {
            out.lines()
                .map_while(Result::ok)
                .try_for_each(|line| tell.send(line))
        });
        let grumbling = Arc::new(Mutex::new(String::new()));
        let (heard, mut err) = (grumbling.clone(), child.stderr.take().unwrap());
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = err.read(&mut bytes) {
                heard
                    .lock()
                    .unwrap()
                    .push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
        });
        let ask = child.stdin.take();
        let line = Mutex::new(Line {
            ask,
            answers,
            next: 1,
        });
        Self {
            child,
            line,
            grumbling,
        }
    }

    /// Does a verb that a library may refuse: the refusal is its code and message.
    pub(super) fn call(&self, verb: &str, with: Value) -> Result<Value, String> {
        let id = {
            let mut line = self.line.lock().unwrap();
            let id = line.next;
            line.next += 1;
            let mut request = json!({ "id": id, "do": verb });
            request["with"] = with;
            writeln!(line.ask.as_mut().unwrap(), "{request}")
                .unwrap_or_else(|e| panic!("{verb}: the app is gone: {e}{}", self.said()));
            id
        };
        let answer = self.answer(id);
        // What no person would be shown is a fault of the app, not an answer.
        if let Err(error) = &answer
            && error.starts_with("broken:")
        {
            panic!("{verb}: {error}{}", self.said());
        }
        answer
    }

    /// Does a verb that must succeed.
    #[track_caller]
    pub(super) fn must<T: DeserializeOwned>(&self, verb: &str, with: Value) -> T {
        match self.call(verb, with) {
            Ok(value) => serde_json::from_value(value).unwrap(),
            Err(error) => panic!("{verb} was refused: {error}"),
        }
    }

    /// Does a verb whose success says nothing more.
    pub(super) fn done(&self, verb: &str, with: Value) -> Result<(), String> {
        self.call(verb, with).map(|_| ())
    }

    /// Runs the app's schema tool; what it printed, also where it fails.
    pub(super) fn push(&self, push: &Push) -> Result<String, String> {
        let said = self.call("push", serde_json::to_value(push).unwrap())?;
        Ok(said.as_str().unwrap_or_default().to_owned())
    }

    fn answer(&self, id: u64) -> Result<Value, String> {
        let said = match self.line.lock().unwrap().answers.recv_timeout(DEADLINE) {
            Ok(said) => said,
            Err(RecvTimeoutError::Timeout) => panic!("the app does not answer{}", self.said()),
            Err(RecvTimeoutError::Disconnected) => panic!("the app died{}", self.said()),
        };
        let mut said: Value =
            serde_json::from_str(&said).unwrap_or_else(|_| panic!("not an answer: {said}"));
        assert_eq!(said["id"], id, "the answer to another question: {said}");
        match said["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(said["ok"].take()),
        }
    }

    /// What the app wrote to its standard error, for a test that fails.
    fn said(&self) -> String {
        let heard = self.grumbling.lock().unwrap();
        let mut said = String::new();
        for line in heard.lines() {
            let _ = write!(said, "\n  | {line}");
        }
        said
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

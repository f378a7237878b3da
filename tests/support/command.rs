//! Runs `wardroom` as a shell would, in a home of its own and without a terminal.

use std::{
    ffi::OsString,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::binary;

/// One person's home, from which commands are run.
pub struct Home {
    folder: TempDir,
    env: Vec<(String, OsString)>,
}

/// How a command ended and what it said.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code; 128 and the signal's number when it was killed.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Home {
    /// A new home without any configuration.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            env: Vec::new(),
        }
    }

    /// A new home whose commands operate that directory.
    pub fn at(url: &str) -> Self {
        Self::new().env("WARDROOM_DATABASE", url)
    }

    /// Sets a variable for every command.
    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.env.push((name.to_owned(), value.into()));
        self
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The command, ready to be changed further; in a session of its own, so that it finds no terminal.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("setsid");
        command
            .arg("--wait")
            .arg(binary::wardroom())
            .args(args)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.path())
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs it to its end.
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(&mut self.command(args))
    }

    /// Runs it to its end and demands success.
    pub fn done(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "wardroom {args:?} failed: {}", ran.err);
        ran.out
    }

    /// As [`Home::done`], reading one JSON value per line.
    pub fn json(&self, args: &[&str]) -> Vec<serde_json::Value> {
        let args: Vec<&str> = [args, &["--json"]].concat();
        let out = self.done(&args);
        let line = |line: &str| {
            serde_json::from_str(line).unwrap_or_else(|e| panic!("{args:?}: {e} in {line:?}"))
        };
        out.lines().map(line).collect()
    }

    /// Runs it with `input` on standard input.
    pub fn fed(&self, args: &[&str], input: &str) -> Ran {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A command that does not read its input is no fault of the test.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        Ran::from(child.wait_with_output().unwrap())
    }
}

impl Default for Home {
    fn default() -> Self {
        Self::new()
    }
}

impl Ran {
    /// Runs a prepared command.
    pub fn of(command: &mut Command) -> Self {
        Self::from(command.output().unwrap())
    }

    /// Demands this exit code, and that standard error ends in one line with these words.
    #[track_caller]
    pub fn refused(&self, code: i32, words: &str) {
        assert_eq!(self.code, code, "{self:?}");
        let last = self.err.trim_end().lines().last().unwrap_or_default();
        assert!(last.contains(words), "{words:?} does not end {self:?}");
        assert_eq!(last.matches("wardroom: ").count(), 1, "{self:?}");
    }
}

impl From<std::process::Output> for Ran {
    fn from(output: std::process::Output) -> Self {
        use std::os::unix::process::ExitStatusExt;
        let code = output.status.code();
        Self {
            code: code.unwrap_or_else(|| 128 + output.status.signal().unwrap_or(0)),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

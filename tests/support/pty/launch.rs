//! What a program starts with: a terminal of a size, and an environment of known words only.

use std::{
    env,
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::Terminal;

/// A program about to be started in a terminal.
pub struct Launch {
    program: PathBuf,
    args: Vec<OsString>,
    env: Vec<(String, OsString)>,
    size: (u16, u16),
}

impl Launch {
    /// Starts from 80x24, `HOME` in that folder, UTF-8, UTC, 256 colours, and nothing of the caller's environment.
    pub fn new(program: impl Into<PathBuf>, home: &Path) -> Self {
        let path = env::var_os("PATH").unwrap_or_default();
        let env = [
            ("PATH", path),
            ("HOME", home.into()),
            ("SHELL", "/bin/sh".into()),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
            ("TZ", "UTC".into()),
        ];
        let env = env
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        Self {
            program: program.into(),
            args: Vec::new(),
            env,
            size: (80, 24),
        }
    }

    /// Adds arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args
            .extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    /// Sets one variable.
    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.env.push((name.to_owned(), value.into()));
        self
    }

    /// Sets the size in columns and rows.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// Starts it.
    pub fn open(self) -> Terminal {
        let (cols, rows) = self.size;
        let pair = native_pty_system()
            .openpty(PtySize {
                rows,
                cols,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
        let mut command = CommandBuilder::new(&self.program);
        command.args(&self.args);
        command.env_clear();
        for (name, value) in &self.env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command);
        let child = child.unwrap_or_else(|e| panic!("cannot run {}: {e}", self.program.display()));
        Terminal::attach(pair.master, child, self.size)
    }
}

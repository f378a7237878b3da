//! A small process that outlives ours: when our end of its pipe closes, however we died, it stops
//! the server and removes the folder unless it is kept. Works where no parent-death signal exists.

use std::{
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
};

/// `SIGQUIT` is PostgreSQL's immediate stop: whatever is kept recovers from it.
const SCRIPT: &str = r#"
trap '' INT TERM HUP QUIT
cat >/dev/null
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
tries=0
if [ -n "$pid" ] && kill -QUIT "$pid" 2>/dev/null; then
    while kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
fi
[ -z "$2" ] || exit 0
rm -rf "$1" 2>/dev/null || { sleep 1; rm -rf "$1"; }
"#;

pub(super) struct Warden(Child);

impl Warden {
    /// Stops the server and removes its folder.
    pub(super) fn over(folder: &Path) -> Self {
        Self::with(folder, "")
    }

    /// Stops the server and leaves its files.
    pub(super) fn stopping(folder: &Path) -> Self {
        Self::with(folder, "keep")
    }

    fn with(folder: &Path, keep: &str) -> Self {
        let child = Command::new("sh")
            .args(["-c", SCRIPT, "warden"])
            .arg(folder)
            .arg(keep)
            .stdin(Stdio::piped())
            // Ours would stay open after us, and whoever reads the test's output would wait for it.
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Out of reach of a Ctrl-C that ends the tests.
            .process_group(0)
            .spawn();
        Self(child.expect("cannot run `sh`"))
    }
}

impl Drop for Warden {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

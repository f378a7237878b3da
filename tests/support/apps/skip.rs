//! Says out loud that a scene did not run, or lets it fail where it must.

use std::env;
use std::io::{Write, stderr};
use std::thread;

/// What `tests/run` counts in its last line.
const MARK: &str = "SKIPPED (no Node.js)";
/// Set where every scene must run, as `.ci/run` does.
const REQUIRED: &str = "WARDROOM_REQUIRE_NODE";

/// Tells why the scene of this thread is skipped, past the harness, which keeps what a passing test prints.
pub(super) fn skipped(why: &str) {
    let thread = thread::current();
    let scene = thread.name().unwrap_or("a scene");
    let why = why.lines().next_back().unwrap_or_default();
    assert!(env::var_os(REQUIRED).is_none(), "{REQUIRED} is set: {why}");
    // One write, so that no other test's line cuts it in two.
    let line = format!("{MARK}: {scene}: {why}\n");
    let _ = stderr().write_all(line.as_bytes());
}

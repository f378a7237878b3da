//! Finds Node.js and npm.

use std::process::{Command, Stdio};

/// better-auth 1.7 and the polyfill beside the apps begin here.
const OLDEST: u32 = 20;

/// What a build of native modules fits: the version of Node's binary interface, and where it runs.
pub(super) fn interface() -> Result<String, String> {
    let node = asked(
        "node",
        &[
            "-p",
            "`${process.versions.node} ${process.versions.modules} ${process.platform} ${process.arch}`",
        ],
    )?;
    asked("npm", &["--version"])?;
    let (version, interface) = node.split_once(' ').unwrap_or((&node, ""));
    let major = version
        .split('.')
        .next()
        .and_then(|major| major.parse().ok());
    match major {
        Some(OLDEST..) => Ok(interface.to_owned()),
        _ => Err(format!("Node.js {version} is older than {OLDEST}")),
    }
}

fn asked(program: &str, args: &[&str]) -> Result<String, String> {
    let missing = |_| format!("`{program}` was not found: `tests/run` installs it");
    let out = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .map_err(missing)?;
    if !out.status.success() {
        return Err(format!("`{program}` does not run"));
    }
    Ok(String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

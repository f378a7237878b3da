//! Installs the apps' packages once per lock file, below cargo's target folder.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;

use super::node;
use crate::binary::target;

/// What decides which packages are installed.
const LISTS: [&str; 2] = ["package.json", "package-lock.json"];
const QUIETLY: [&str; 4] = [
    "--no-audit",
    "--no-fund",
    "--no-progress",
    "--loglevel=error",
];
/// What runs scripts of its own. Prisma's would download engines from elsewhere, which its JavaScript engine can do without.
const BUILD: [&str; 3] = ["rebuild", "better-sqlite3", "esbuild"];
/// Written last: a folder without it was left half-way.
const DONE: &str = "installed";

/// The folder with `node_modules`, in which `apps` leads to the apps; the reason when there is none.
pub(super) fn installed() -> Result<&'static Path, &'static str> {
    static FOLDER: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let folder = FOLDER.get_or_init(install);
    folder.as_deref().map_err(String::as_str)
}

fn install() -> Result<PathBuf, String> {
    let apps = Path::new(env!("CARGO_MANIFEST_DIR")).join("node");
    let mut key = node::interface()?;
    key.push_str(&BUILD.concat());
    key.push_str(&fs::read_to_string(apps.join("package-lock.json")).unwrap());
    let key = HEXLOWER.encode(&digest(&SHA256, key.as_bytes()).as_ref()[..8]);
    let base = target().join("tmp");
    fs::create_dir_all(&base).unwrap();
    let folder = base.join(format!("node-{key}"));
    // Another test process may be installing now; the lock goes with this process.
    let lock = File::create(base.join(format!("node-{key}.lock"))).unwrap();
    lock.lock().unwrap();
    if !folder.join(DONE).exists() {
        fill(&folder, &apps)?;
    }
    link(&apps, &folder.join("apps"));
    Ok(folder)
}

fn fill(folder: &Path, apps: &Path) -> Result<(), String> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir(folder).unwrap();
    for list in LISTS {
        fs::copy(apps.join(list), folder.join(list)).unwrap();
    }
    npm(folder, &["ci", "--ignore-scripts"])?;
    npm(folder, &BUILD)?;
    fs::write(folder.join(DONE), "").unwrap();
    Ok(())
}

fn npm(folder: &Path, args: &[&str]) -> Result<(), String> {
    let npm = Command::new("npm")
        .args(args)
        .args(QUIETLY)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|e| format!("cannot run npm: {e}"))?;
    if npm.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&npm.stderr);
    let first = said
        .lines()
        .find(|line| line.contains("error") && !line.contains("error code"));
    Err(format!(
        "npm {} failed: {}",
        args[0],
        first.unwrap_or("it said nothing")
    ))
}

/// Packages are looked for beside the link, as Node is told to keep it; a copy would grow stale.
fn link(apps: &Path, link: &Path) {
    if fs::read_link(link).is_ok_and(|to| to == apps) {
        return;
    }
    let _ = fs::remove_file(link);
    symlink(apps, link).unwrap();
}

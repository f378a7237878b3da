//! Where a cluster's files live, and the clearing away of what dead test processes left.

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

use rustix::process::{Pid, Signal, geteuid, kill_process, test_kill_process};

const PREFIX: &str = "wardroom-pg-";
/// A cluster with a few dozen databases; containers often get 64 MB of shared memory, which is too little.
const ENOUGH: u64 = 1 << 30;

/// Makes an empty folder that PostgreSQL may own: in memory, or on a disk where `fsync` means something.
pub(super) fn create(on_disk: bool) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let base = if on_disk {
        env::temp_dir()
    } else {
        memory().unwrap_or_else(env::temp_dir)
    };
    sweep(&base);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = base.join(format!("{PREFIX}{}-{number}", std::process::id()));
    fs::create_dir(&folder).unwrap_or_else(|e| panic!("cannot create {}: {e}", folder.display()));
    own(&folder);
    folder
}

/// Gives a folder, made if it is missing, to the user PostgreSQL runs as, and to nobody else.
pub(super) fn own(folder: &Path) {
    fs::create_dir_all(folder)
        .unwrap_or_else(|e| panic!("cannot create {}: {e}", folder.display()));
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
    if geteuid().is_root() {
        let given = Command::new("chown")
            .arg("postgres:postgres")
            .arg(folder)
            .status();
        assert!(
            given.is_ok_and(|s| s.success()),
            "cannot give {} to the user postgres",
            folder.display()
        );
    }
}

fn memory() -> Option<PathBuf> {
    let folder = PathBuf::from("/dev/shm");
    let room = rustix::fs::statvfs(&folder).ok()?;
    (room.f_bavail * room.f_frsize >= ENOUGH).then_some(folder)
}

/// The warden removes a folder with its process; this is for the machine that killed both.
fn sweep(base: &Path) {
    for entry in fs::read_dir(base).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let owner = name
            .to_str()
            .and_then(|n| n.strip_prefix(PREFIX))
            .and_then(|rest| rest.split('-').next());
        if owner
            .and_then(|pid| pid.parse().ok())
            .is_some_and(|pid| !alive(pid))
        {
            stop(&entry.path());
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Stops a server that outlived its test process, after checking that the number still is that server.
fn stop(folder: &Path) {
    let Some(server) = server_pid(folder) else {
        return;
    };
    let command = fs::read_to_string(format!("/proc/{}/cmdline", server.as_raw_nonzero()))
        .unwrap_or_default();
    if folder.to_str().is_some_and(|path| command.contains(path)) {
        let _ = kill_process(server, Signal::QUIT);
    }
}

/// The process number PostgreSQL wrote into its data folder.
pub(super) fn server_pid(folder: &Path) -> Option<Pid> {
    let text = fs::read_to_string(folder.join("data/postmaster.pid")).ok()?;
    Pid::from_raw(text.lines().next()?.trim().parse().ok()?)
}

pub(super) fn alive(pid: i32) -> bool {
    // Another user's process answers "not permitted": it lives.
    Pid::from_raw(pid).is_some_and(|pid| test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_folders_of_dead_processes_are_swept() {
        let base = tempfile::tempdir().unwrap();
        let mut child = Command::new("true").spawn().unwrap();
        let dead = base.path().join(format!("{PREFIX}{}-0", child.id()));
        child.wait().unwrap();
        let ours = base
            .path()
            .join(format!("{PREFIX}{}-0", std::process::id()));
        let foreign = base.path().join("somebody-else");
        for folder in [&dead, &ours, &foreign] {
            fs::create_dir(folder).unwrap();
        }
        sweep(base.path());
        assert!(!dead.exists() && ours.exists() && foreign.exists());
    }
}

//! Start, stop, kill and restart one PostgreSQL server.

use std::{
    fs::{self, File, OpenOptions},
    net::TcpListener,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command},
    sync::{Mutex, OnceLock},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use super::{
    folder,
    programs::{program, unprivileged},
    warden::Warden,
};

const DEADLINE: Duration = Duration::from_mins(1);
const READY: &str = "database system is ready to accept connections";
/// Nothing outlives a test process, so nothing is made to last.
const FAST: &[&str] = &[
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "shared_buffers=64MB",
    "max_connections=200",
];

/// How a cluster differs from the fast one that every test shares.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setup {
    /// Keep PostgreSQL's own settings, `fsync` included, on a disk: for benches and faults.
    pub durable: bool,
    /// Listen on 127.0.0.1 as well, asking for passwords there.
    pub tcp: bool,
}

/// One running PostgreSQL; dropping it stops the server and removes its files unless they are kept.
pub struct Cluster {
    folder: PathBuf,
    port: u16,
    setup: Setup,
    server: Mutex<Child>,
    // Last: it removes the folder once the server is gone.
    _warden: Warden,
}

impl Cluster {
    /// The cluster of this test process: fast, on a unix socket only, started at the first call.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(Setup::default()))
    }

    /// Starts a cluster of the caller's own.
    pub fn start(setup: Setup) -> Self {
        let folder = folder::create(setup.durable);
        let warden = Warden::over(&folder);
        Self::within(folder, setup, warden)
    }

    /// Starts a durable cluster whose files stay in `folder` and are used again the next time.
    pub fn kept(folder: &Path) -> Self {
        let setup = Setup {
            durable: true,
            ..Setup::default()
        };
        folder::own(folder);
        Self::within(folder.to_owned(), setup, Warden::stopping(folder))
    }

    fn within(folder: PathBuf, setup: Setup, warden: Warden) -> Self {
        if !folder.join("data/PG_VERSION").exists() {
            make(&folder);
        }
        let port = if setup.tcp { free_port() } else { 5432 };
        let server = Mutex::new(launch(&folder, port, setup));
        Self {
            folder,
            port,
            setup,
            server,
            _warden: warden,
        }
    }

    /// The address of a database over the unix socket, as the superuser.
    pub fn url(&self, database: &str) -> String {
        format!(
            "postgres://postgres@localhost:{}/{database}?host={}",
            self.port,
            self.folder.display()
        )
    }

    /// The address of a database over 127.0.0.1, with whatever user and password (`Setup::tcp`).
    pub fn tcp_url(&self, user: &str, password: &str, database: &str) -> String {
        assert!(
            self.setup.tcp,
            "this cluster does not listen on 127.0.0.1: start it with `Setup::tcp`"
        );
        format!(
            "postgres://{user}:{password}@127.0.0.1:{}/{database}",
            self.port
        )
    }

    /// The folder of the unix socket.
    pub fn socket(&self) -> &Path {
        &self.folder
    }

    /// Everything the server has logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    /// The process number of the server.
    pub fn pid(&self) -> u32 {
        self.server.lock().unwrap().id()
    }

    /// Kills the server and every backend with `SIGKILL`, as a power cut would: nobody cleans up.
    pub fn kill_nine(&self) {
        let mut server = self.server.lock().unwrap();
        let backends = children_of(server.id());
        server.kill().unwrap();
        server.wait().unwrap();
        for pid in backends.iter().filter_map(|pid| Pid::from_raw(*pid)) {
            let _ = kill_process(pid, Signal::KILL);
        }
    }

    /// Starts the server again on the same files, after `kill_nine`.
    pub fn restart(&self) {
        let mut server = self.server.lock().unwrap();
        assert!(
            server.try_wait().unwrap().is_some(),
            "restart: the server is still running"
        );
        *server = launch(&self.folder, self.port, self.setup);
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let server = self
            .server
            .get_mut()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let (Ok(None), Ok(raw)) = (server.try_wait(), i32::try_from(server.id())) {
            let _ = Pid::from_raw(raw).map(|pid| kill_process(pid, Signal::QUIT));
            let _ = server.wait();
        }
    }
}

/// Makes the files of a server that trusts whoever reaches its socket.
fn make(folder: &Path) {
    let initdb = program("initdb");
    let made = unprivileged(&initdb)
        .args([
            "--no-sync",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--pgdata",
        ])
        .arg(folder.join("data"))
        .output()
        .unwrap_or_else(|e| panic!("cannot run {}: {e}", initdb.display()));
    assert!(
        made.status.success(),
        "initdb failed: {}",
        String::from_utf8_lossy(&made.stderr).trim()
    );
    let access = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n";
    fs::write(folder.join("data/pg_hba.conf"), access).unwrap();
}

/// Tries again while a killed server's backends still hold its shared memory.
fn launch(folder: &Path, port: u16, setup: Setup) -> Child {
    let since = Instant::now();
    loop {
        let before = fs::metadata(folder.join("log")).map_or(0, |m| m.len());
        let mut server = spawn(folder, port, setup);
        loop {
            let said = fs::read_to_string(folder.join("log")).unwrap_or_default();
            let said = said
                .get(usize::try_from(before).unwrap()..)
                .unwrap_or_default();
            if said.contains(READY) {
                return server;
            }
            let ended = server.try_wait().unwrap();
            let late = since.elapsed() > DEADLINE;
            if late || ended.is_some() && !said.contains("pre-existing shared memory block") {
                let _ = server.kill();
                panic!("PostgreSQL did not start: {}", said.trim());
            }
            thread::sleep(Duration::from_millis(10));
            if ended.is_some() {
                break;
            }
        }
    }
}

fn spawn(folder: &Path, port: u16, setup: Setup) -> Child {
    let log = |()| -> File {
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(folder.join("log"))
            .unwrap()
    };
    let mut command = unprivileged(&program("postgres"));
    command
        .arg("-D")
        .arg(folder.join("data"))
        .arg("-k")
        .arg(folder)
        .args(["-p", &port.to_string()]);
    command.args([
        "-c",
        if setup.tcp {
            "listen_addresses=127.0.0.1"
        } else {
            "listen_addresses="
        },
    ]);
    let settings = if setup.durable { &[] } else { FAST };
    command.args(settings.iter().flat_map(|setting| ["-c", setting]));
    command.stdout(log(())).stderr(log(())).process_group(0);
    command
        .spawn()
        .unwrap_or_else(|e| panic!("cannot run PostgreSQL: {e}"))
}

/// Somebody may take the port before the server does; the start then fails and says so.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// Backends leave the server's process group, so they are found by their parent.
fn children_of(parent: u32) -> Vec<i32> {
    let listed = Command::new("ps").args(["-A", "-o", "pid=,ppid="]).output();
    let table = listed.map_or_else(
        |_| processes(),
        |out| String::from_utf8_lossy(&out.stdout).into_owned(),
    );
    let rows = table
        .lines()
        .filter_map(|row| row.trim().split_once(char::is_whitespace));
    rows.filter(|(_, ppid)| ppid.trim() == parent.to_string())
        .filter_map(|(pid, _)| pid.parse().ok())
        .collect()
}

/// The same table from `/proc`: slim images have no `ps`.
fn processes() -> String {
    let stats = fs::read_dir("/proc").into_iter().flatten().flatten();
    let stats = stats.filter_map(|entry| fs::read_to_string(entry.path().join("stat")).ok());
    stats
        .filter_map(|stat| {
            let pid = stat.split_once(' ')?.0.to_owned();
            // The name in parentheses may hold anything; the parent is the second field after it.
            let parent = stat
                .rsplit_once(')')?
                .1
                .split_whitespace()
                .nth(1)?
                .to_owned();
            Some(format!("{pid} {parent}\n"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_are_found_without_ps() {
        let mut child = Command::new("sleep").arg("30").spawn().unwrap();
        let row = format!("{} {}", child.id(), std::process::id());
        let found = processes().lines().any(|line| line == row);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(found, "{row} is not in the table");
    }
}

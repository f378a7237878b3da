//! Migrating through a transaction pooler is refused and asks for the direct address.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use wardroom_tests::{
    cluster::Cluster,
    command::Home,
    database::{EMPTY, Engine, run},
};

/// A pgbouncer of this test's own; gone when it is dropped.
struct Pooler {
    child: Child,
    port: u16,
    _folder: tempfile::TempDir,
}

impl Pooler {
    fn start(socket: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let folder = tempfile::tempdir().unwrap();
        let settings = folder.path().join("pgbouncer.ini");
        let text = format!(
            "[databases]\n* = host={} port=5432 user=postgres\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
             listen_port = {port}\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\n\
             default_pool_size = 2\nignore_startup_parameters = extra_float_digits\n",
            socket.display()
        );
        fs::write(&settings, text).unwrap();
        let mut command = if rustix::process::geteuid().is_root() {
            let mut command = Command::new("setpriv");
            command.args([
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                "--",
                "pgbouncer",
            ]);
            open_to_all(folder.path(), &settings);
            command
        } else {
            Command::new("pgbouncer")
        };
        let child = command
            .arg(&settings)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let since = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(
                since.elapsed() < Duration::from_secs(10),
                "pgbouncer did not start"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        Self {
            child,
            port,
            _folder: folder,
        }
    }
}

fn open_to_all(folder: &Path, file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, PermissionsExt::from_mode(0o755)).unwrap();
    fs::set_permissions(file, PermissionsExt::from_mode(0o644)).unwrap();
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
#[ignore = "long: it needs pgbouncer, which tests/run --soak installs"]
fn migrating_through_a_transaction_pooler_is_refused() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        let pooler = Pooler::start(Cluster::shared().socket());
        let url = format!(
            "postgres://postgres@127.0.0.1:{}/{}",
            pooler.port,
            db.name().unwrap()
        );
        let home = Home::at(&url);
        for verb in ["up", "undo"] {
            let ran = home.run(&["db", verb, "--yes"]);
            ran.refused(28, "give the server's own URL");
        }
        let direct = Home::at(db.url());
        assert!(
            direct
                .json(&["db", "status"])
                .iter()
                .all(|step| step["state"] == "pending")
        );
        direct.done(&["db", "up"]);
    });
}

//! A directory that cannot be reached: one clear line, a code of its own, never the password.

use std::fs;

use sqlx::{Connection, PgConnection, SqliteConnection};
use wardroom_tests::{
    cluster::{Cluster, Setup},
    command::{Home, Ran},
    database::{EMPTY, Engine, run},
    elder::Elder,
};

const PASSWORD: &str = "hunter2-and-more";

/// Runs it, and demands that the password is nowhere.
#[track_caller]
fn status(url: &str) -> Ran {
    let ran = Home::at(url).run(&["db", "status"]);
    assert!(
        !format!("{ran:?}").contains(PASSWORD),
        "the password is printed"
    );
    assert_eq!(ran.out, "");
    ran
}

#[test]
fn a_wrong_url_is_not_echoed() {
    status(&format!("mysql://alice:{PASSWORD}@host/db")).refused(20, "begin it with postgres://");
    status(&format!("postgres://alice:{PASSWORD}@host:port/db"))
        .refused(20, "postgres://user@host:5432");
    status("sqlite:").refused(20, "give the path of a file");
}

#[test]
fn a_refused_port_is_unreachable() {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let url = format!("postgres://alice:{PASSWORD}@127.0.0.1:{port}/accounts");
    status(&url).refused(
        21,
        &format!("postgres://127.0.0.1:{port}/accounts: connection refused"),
    );
}

#[test]
fn a_wrong_password_and_a_missing_database_are_told_apart() {
    let cluster = Cluster::start(Setup {
        tcp: true,
        ..Setup::default()
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut admin = PgConnection::connect(&cluster.url("postgres"))
            .await
            .unwrap();
        sqlx::raw_sql("CREATE ROLE alice LOGIN PASSWORD 'right-and-long'")
            .execute(&mut admin)
            .await
            .unwrap();
    });
    status(&cluster.tcp_url("alice", PASSWORD, "postgres"))
        .refused(22, "refuses this user or password");
    status(&cluster.tcp_url("alice", "right-and-long", "gone")).refused(23, "no such database");
    let tls = format!(
        "{}?sslmode=require",
        cluster.tcp_url("alice", "right-and-long", "postgres")
    );
    status(&tls).refused(29, "TLS");
}

#[test]
fn a_server_too_old_is_told_by_its_version_and_has_a_code_of_its_own() {
    for (version, number, named) in [("9.6.24", 90_624, "9.6"), ("11.22", 110_022, "11")] {
        let elder = Elder::start(version, number);
        let url = elder.url("alice", PASSWORD);
        let says = format!("PostgreSQL {named} is too old: 14 or newer is needed");
        status(&url).refused(27, &says);
        for command in [&["users", "list"][..], &["db", "up"], &["doctor"]] {
            let ran = Home::at(&url).run(command);
            assert!(format!("{ran:?}").contains(&says), "{command:?}: {ran:?}");
        }
        let json = Home::at(&url).run(&["db", "status", "--json"]);
        assert!(json.err.contains("\"code\":\"too_old\""), "{json:?}");
    }
}

#[test]
fn a_missing_file_and_a_file_of_something_else_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone.db");
    status(&format!("sqlite:{}", gone.display())).refused(23, "no such file");
    assert!(!gone.exists());
    let letter = folder.path().join("letter.db");
    fs::write(
        &letter,
        "Dear Bob, this is a letter and no database.\n".repeat(100),
    )
    .unwrap();
    status(&format!("sqlite:{}", letter.display())).refused(26, "not a SQLite database");
}

#[test]
fn a_locked_file_is_said_to_be_locked() {
    run(Engine::Sqlite, &EMPTY, |db| async move {
        let mut holder = SqliteConnection::connect(db.url()).await.unwrap();
        sqlx::raw_sql("CREATE TABLE t (a); BEGIN EXCLUSIVE; INSERT INTO t VALUES (1)")
            .execute(&mut holder)
            .await
            .unwrap();
        Home::at(db.url())
            .run(&["db", "up"])
            .refused(25, "another process holds the file");
        holder.close().await.unwrap();
    });
}

/// Root may write whatever the mode says, so it gives that right up first.
fn powerless(command: &std::process::Command) -> std::process::Command {
    let mut weak = std::process::Command::new("setpriv");
    weak.arg("--bounding-set=-dac_override")
        .arg(command.get_program())
        .args(command.get_args());
    weak.env_clear();
    weak.envs(
        command
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    if rustix::process::geteuid().is_root() {
        weak
    } else {
        let mut same = std::process::Command::new(command.get_program());
        same.args(command.get_args()).env_clear();
        same.envs(
            command
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        same
    }
}

#[test]
fn a_file_that_cannot_be_written_is_said_to_be_read_only() {
    use std::os::unix::fs::PermissionsExt;
    run(Engine::Sqlite, &EMPTY, |db| async move {
        let home = Home::at(db.url());
        let file = db.path().unwrap();
        let folder = file.parent().unwrap().to_owned();
        let up = || Ran::of(&mut powerless(&home.command(&["db", "up"])));
        fs::set_permissions(&file, PermissionsExt::from_mode(0o444)).unwrap();
        up().refused(24, "read-only");
        fs::set_permissions(&folder, PermissionsExt::from_mode(0o555)).unwrap();
        fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
        up().refused(24, "read-only");
        fs::set_permissions(&folder, PermissionsExt::from_mode(0o755)).unwrap();
    });
}

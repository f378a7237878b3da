//! Every way not to connect has its own fault and one line, and none of them repeats a password.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use wardroom_core::db::{Access, ConnectError, ConnectFault, Target, connect};
use wardroom_tests::canary;
use wardroom_tests::cluster::{Cluster, Setup};
use wardroom_tests::database::{EMPTY, Engine, run};

const PASSWORD: &str = "canary-Pa55word";

fn assert_silent(place: &str, text: &str) {
    canary::assert_absent(place, text, &[("the password", PASSWORD.as_bytes())]);
}

async fn fault(target: &Target, access: Access) -> ConnectError {
    let error = connect(target, access, 1).await.err().unwrap();
    assert_silent("the message", &error.to_string());
    assert_silent("its Debug", &format!("{error:?}"));
    assert_silent("the target", &format!("{target} {target:?}"));
    assert_eq!(error.to_string().lines().count(), 1, "{error}");
    error
}

#[test]
fn a_wrong_url_is_told_without_being_repeated() {
    for url in [
        "mysql://alice:PASSWORD@host/db",
        "postgres:/alice:PASSWORD@host/db",
        "postgres://alice:PASSWORD@host:port/db",
        "postgres://alice:12/PASSWORD@host/db",
        "postgres://alice:PASSWORD/x@host/db",
        "alice:PASSWORD@host/db",
        "postgres://alice:PASSWORD@host/db?sslmode=maybe",
        "sqlite:",
        "sqlite:accounts.db?PASSWORD",
        "",
    ] {
        let error = url.replace("PASSWORD", PASSWORD).parse::<Target>().err();
        let error = error.unwrap_or_else(|| panic!("{url} was taken"));
        assert_eq!(error.fault, ConnectFault::BadUrl, "{url}");
        assert_silent("the message", &format!("{error} {error:?}"));
    }
}

#[test]
fn an_address_to_write_down_names_the_role_and_no_password() {
    for (url, written) in [
        (
            "postgres://alice:PASSWORD@host/db?sslmode=require",
            "postgres://alice@host:5432/db?sslmode=require",
        ),
        (
            "postgres://odd%20name:PASSWORD@host/db",
            "postgres://host:5432/db",
        ),
        ("sqlite:/srv/accounts.db", "sqlite:/srv/accounts.db"),
    ] {
        let target: Target = url.replace("PASSWORD", PASSWORD).parse().unwrap();
        assert_eq!(target.to_write_down(), written);
    }
    let elsewhere = "accounts.db".parse::<Target>().unwrap().to_write_down();
    assert!(
        elsewhere.starts_with("sqlite:/") && elsewhere.ends_with("/accounts.db"),
        "{elsewhere}"
    );
}

#[test]
fn a_server_that_refuses_says_why() {
    run(Engine::Sqlite, &EMPTY, |_| async {
        let cluster = Cluster::start(Setup {
            tcp: true,
            ..Setup::default()
        });
        let local: Target = cluster.url("postgres").parse().unwrap();
        let admin = connect(&local, Access::Write, 1).await.unwrap();
        admin
            .script(&format!("CREATE ROLE alice LOGIN PASSWORD '{PASSWORD}'"))
            .await
            .unwrap();
        let url = |user: &str, password: &str, database: &str| -> Target {
            cluster.tcp_url(user, password, database).parse().unwrap()
        };
        let open = connect(&url("alice", PASSWORD, "postgres"), Access::Write, 1)
            .await
            .unwrap();
        assert_silent("an open database", &format!("{open:?}"));
        for (target, expected) in [
            (
                url("alice", &format!("{PASSWORD}x"), "postgres"),
                ConnectFault::WrongPassword,
            ),
            (
                url("nobody", PASSWORD, "postgres"),
                ConnectFault::WrongPassword,
            ),
            (
                url("alice", PASSWORD, "nowhere"),
                ConnectFault::MissingDatabase,
            ),
            (
                url("alice", PASSWORD, "postgres?sslmode=require"),
                ConnectFault::Tls,
            ),
        ] {
            let error = fault(&target, Access::Write).await;
            assert_eq!(error.fault, expected, "{error}");
        }
    });
}

#[test]
fn a_refused_port_is_told_at_once() {
    run(Engine::Sqlite, &EMPTY, |_| async {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let url = format!("postgres://alice:{PASSWORD}@{address}/db");
        let begun = Instant::now();
        let error = fault(&url.parse().unwrap(), Access::Write).await;
        assert_eq!(error.fault, ConnectFault::Unreachable, "{error}");
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "{:?}",
            begun.elapsed()
        );
    });
}

#[test]
fn a_server_that_never_answers_is_given_ten_seconds() {
    run(Engine::Sqlite, &EMPTY, |_| async {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!(
            "postgres://alice:{PASSWORD}@{}/db",
            silent.local_addr().unwrap()
        );
        let begun = Instant::now();
        let error = fault(&url.parse().unwrap(), Access::Write).await;
        assert_eq!(error.fault, ConnectFault::Unreachable, "{error}");
        assert!(
            begun.elapsed() < Duration::from_secs(15),
            "{:?}",
            begun.elapsed()
        );
    });
}

#[test]
fn a_file_that_cannot_be_used_says_why() {
    run(Engine::Sqlite, &EMPTY, |db| async move {
        let file = db.path().unwrap();
        let beside = |name: &str| file.with_file_name(name);
        std::fs::write(
            beside("letter.db"),
            "Dear alice, this is no database at all. ".repeat(50),
        )
        .unwrap();
        for (path, access, expected) in [
            (
                beside("none.db"),
                Access::Write,
                ConnectFault::MissingDatabase,
            ),
            (
                beside("none.db"),
                Access::Read,
                ConnectFault::MissingDatabase,
            ),
            (
                beside("no/folder.db"),
                Access::Create,
                ConnectFault::MissingDatabase,
            ),
            (
                beside("letter.db"),
                Access::Write,
                ConnectFault::NotADatabase,
            ),
            (
                beside("letter.db"),
                Access::Read,
                ConnectFault::NotADatabase,
            ),
            (beside(""), Access::Write, ConnectFault::MissingDatabase),
        ] {
            let error = fault(&Target::sqlite(&path), access).await;
            assert_eq!(error.fault, expected, "{error}");
        }
    });
}

#[test]
fn a_locked_file_is_told_from_a_broken_one() {
    run(Engine::Sqlite, &EMPTY, |db| async move {
        use sqlx::{Connection, SqliteConnection};
        let mut other = SqliteConnection::connect(db.url()).await.unwrap();
        sqlx::raw_sql("CREATE TABLE t (a); BEGIN EXCLUSIVE")
            .execute(&mut other)
            .await
            .unwrap();
        let error = fault(&Target::sqlite(db.path().unwrap()), Access::Write).await;
        assert_eq!(error.fault, ConnectFault::Locked, "{error}");
        other.close().await.unwrap();
    });
}

#[test]
fn read_access_cannot_write_on_either_engine() {
    for engine in Engine::ALL {
        run(engine, &EMPTY, |db| async move {
            db.run("CREATE TABLE t (a INTEGER)").await.unwrap();
            let target: Target = db.url().parse().unwrap();
            let reader = connect(&target, Access::Read, 2).await.unwrap();
            reader.script("SELECT a FROM t").await.unwrap();
            reader.script("INSERT INTO t VALUES (1)").await.unwrap_err();
            reader.close().await;
        });
    }
}

//! A cluster survives what a fault test does to it, and nothing survives its process.

use std::{fs, path::Path, time::Duration};

use sqlx::{Connection, PgConnection};
use wardroom_tests::cluster::{Cluster, Setup};

fn on_a_runtime<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

async fn ask(url: &str, question: &'static str) -> String {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::query_scalar(question)
        .fetch_one(&mut connection)
        .await
        .unwrap()
}

#[test]
fn a_durable_cluster_syncs_and_the_shared_one_does_not() {
    let durable = Cluster::start(Setup {
        durable: true,
        ..Setup::default()
    });
    on_a_runtime(async {
        assert_eq!(ask(&durable.url("postgres"), "SHOW fsync").await, "on");
        assert_eq!(
            ask(&Cluster::shared().url("postgres"), "SHOW fsync").await,
            "off"
        );
    });
}

#[test]
fn committed_rows_outlive_a_kill_and_a_working_backend_does_not() {
    let cluster = Cluster::start(Setup {
        durable: true,
        ..Setup::default()
    });
    let url = cluster.url("postgres");
    on_a_runtime(async {
        let mut before = PgConnection::connect(&url).await.unwrap();
        sqlx::raw_sql("CREATE TABLE kept AS SELECT 'here' AS word")
            .execute(&mut before)
            .await
            .unwrap();
        let busy = tokio::spawn(async move {
            sqlx::query("SELECT pg_sleep(60)")
                .execute(&mut before)
                .await
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        let old = cluster.pid();
        cluster.kill_nine();
        let ended = tokio::time::timeout(Duration::from_secs(10), busy).await;
        assert!(
            ended.unwrap().unwrap().is_err(),
            "the query outlived its server"
        );
        assert!(
            PgConnection::connect(&url).await.is_err(),
            "a killed server answers"
        );
        cluster.restart();
        assert_ne!(cluster.pid(), old);
        assert_eq!(ask(&url, "SELECT word FROM kept").await, "here");
    });
    assert!(
        cluster.log().contains("was not properly shut down"),
        "the kill was no kill"
    );
}

#[test]
fn over_tcp_a_password_is_asked_for() {
    let cluster = Cluster::start(Setup {
        tcp: true,
        ..Setup::default()
    });
    on_a_runtime(async {
        let mut admin = PgConnection::connect(&cluster.url("postgres"))
            .await
            .unwrap();
        sqlx::raw_sql("CREATE ROLE alice LOGIN PASSWORD 'right'")
            .execute(&mut admin)
            .await
            .unwrap();
        let right = PgConnection::connect(&cluster.tcp_url("alice", "right", "postgres")).await;
        let wrong = PgConnection::connect(&cluster.tcp_url("alice", "wrong", "postgres")).await;
        assert!(right.is_ok());
        assert!(
            wrong
                .unwrap_err()
                .to_string()
                .contains("password authentication failed")
        );
    });
}

#[test]
fn a_dropped_cluster_leaves_no_process_and_no_folder() {
    let cluster = Cluster::start(Setup::default());
    let (folder, pid) = (cluster.socket().to_owned(), cluster.pid());
    drop(cluster);
    assert!(!folder.exists(), "{} is still there", folder.display());
    assert!(!runs(pid), "process {pid} still runs");
}

/// Plays the test process of the next test: it starts a cluster, tells where, and is killed.
#[test]
fn a_killed_test_process_takes_its_cluster_along() {
    const TELL: &str = "WARDROOM_TEST_TELL_CLUSTER";
    if let Some(file) = std::env::var_os(TELL) {
        let cluster = Cluster::shared();
        let told = Path::new(&file).with_extension("part");
        fs::write(
            &told,
            format!("{}\n{}", cluster.socket().display(), cluster.pid()),
        )
        .unwrap();
        fs::rename(told, file).unwrap();
        std::thread::sleep(Duration::from_mins(2));
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("cluster");
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "clusters::a_killed_test_process_takes_its_cluster_along",
        ])
        .env(TELL, &file)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    until("the child tells where its cluster is", || file.exists());
    child.kill().unwrap();
    child.wait().unwrap();
    let told = fs::read_to_string(&file).unwrap();
    let (folder, pid) = told.split_once('\n').unwrap();
    until("its folder is gone", || !Path::new(folder).exists());
    assert!(!runs(pid.parse().unwrap()), "process {pid} still runs");
}

fn until(what: &str, mut done: impl FnMut() -> bool) {
    let since = std::time::Instant::now();
    while !done() {
        assert!(
            since.elapsed() < Duration::from_mins(1),
            "waited in vain until {what}"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A zombie that no init collects has ended all the same.
fn runs(pid: u32) -> bool {
    let out = std::process::Command::new("sh")
        .args(["-c", &format!("kill -0 {pid}")])
        .output()
        .unwrap();
    let state = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let zombie = state
        .rsplit_once(") ")
        .is_some_and(|(_, rest)| rest.starts_with('Z'));
    out.status.success() && !zombie
}

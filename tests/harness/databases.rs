//! Every test has a database of its own, on both engines, and its dump shows what is in it.

use std::{
    path::PathBuf,
    str::FromStr,
    sync::atomic::{AtomicU32, Ordering},
};

use sqlx::{
    Connection, PgConnection, SqliteConnection,
    postgres::PgConnectOptions,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};
use wardroom_tests::{
    canary,
    cluster::Cluster,
    database::{Engine, Fresh, Template, run},
    every_engine,
};

static PREPARED: AtomicU32 = AtomicU32::new(0);
static NOTED: Template = Template::new("noted", |url| {
    Box::pin(async move {
        PREPARED.fetch_add(1, Ordering::SeqCst);
        execute(&url, "CREATE TABLE notes (word TEXT)").await;
    })
});

async fn execute(url: &str, sql: &'static str) {
    if url.starts_with("sqlite:") {
        let mut db = SqliteConnection::connect(url).await.unwrap();
        sqlx::raw_sql(sql).execute(&mut db).await.unwrap();
        db.close().await.unwrap();
    } else {
        let mut db = PgConnection::connect(url).await.unwrap();
        sqlx::raw_sql(sql).execute(&mut db).await.unwrap();
        db.close().await.unwrap();
    }
}

every_engine! {
    async fn an_empty_database_takes_a_table(db: Fresh) {
        execute(db.url(), "CREATE TABLE notes (word TEXT)").await;
        execute(db.url(), "INSERT INTO notes VALUES ('ahoy')").await;
        assert!(db.dump().await.contains("ahoy"));
    }
}

every_engine! { NOTED;
    async fn one_test_does_not_see_anothers_rows(db: Fresh) {
        execute(db.url(), "INSERT INTO notes VALUES ('mine')").await;
        let other = NOTED.fresh(db.engine()).await;
        assert!(db.dump().await.contains("mine"));
        assert!(!other.dump().await.contains("mine"));
    }

    async fn a_template_is_prepared_once(db: Fresh) {
        let before = PREPARED.load(Ordering::SeqCst);
        drop(NOTED.fresh(db.engine()).await);
        assert_eq!(PREPARED.load(Ordering::SeqCst), before);
        assert!(before <= 2, "once per engine, not {before} times");
    }

    async fn a_dump_with_the_planted_canary_is_caught(db: Fresh) {
        let secret = "JBSWY3DPEHPK3PXP";
        let clean = db.dump().await;
        execute(db.url(), "INSERT INTO notes VALUES ('4a425357593344504548504b33505850')").await;
        assert_eq!(canary::find(clean.as_bytes(), secret.as_bytes()), None);
        let leak = canary::find(db.dump().await.as_bytes(), secret.as_bytes());
        assert_eq!(leak.map(|leak| leak.spelling), Some("hex"));
    }

    #[should_panic(expected = "the scene ran")]
    async fn a_scene_that_fails_fails_its_test(db: Fresh) {
        assert!(db.url().is_empty(), "the scene ran");
    }
}

#[test]
fn a_dropped_database_is_gone_though_someone_is_connected() {
    run(Engine::Postgres, &NOTED, |db| async move {
        let name = db.name().unwrap().to_owned();
        let _connected = PgConnection::connect(db.url()).await.unwrap();
        drop(db);
        let mut admin = PgConnection::connect(&Cluster::shared().url("postgres"))
            .await
            .unwrap();
        let left = "SELECT count(*) FROM pg_database WHERE datname = $1";
        let left: i64 = sqlx::query_scalar(left)
            .bind(name)
            .fetch_one(&mut admin)
            .await
            .unwrap();
        assert_eq!(left, 0);
    });
}

#[test]
fn a_template_whose_closure_leaves_sqlite_open_is_refused() {
    static LEFT_OPEN: Template = Template::new("left_open", |url| {
        Box::pin(async move {
            let options = SqliteConnectOptions::from_str(&url)
                .unwrap()
                .pragma("journal_mode", "WAL");
            let pool = SqlitePoolOptions::new()
                .connect_with(options)
                .await
                .unwrap();
            sqlx::raw_sql("CREATE TABLE t (a)")
                .execute(&pool)
                .await
                .unwrap();
            std::mem::forget(pool);
        })
    });
    let outcome = std::panic::catch_unwind(|| run(Engine::Sqlite, &LEFT_OPEN, |_| async {}));
    let message = outcome.unwrap_err().downcast::<String>().unwrap();
    assert!(
        message.contains("template left_open: its closure left the database open"),
        "{message}"
    );
}

#[test]
fn sqlx_reads_the_socket_from_the_address() {
    let options = PgConnectOptions::from_str(&Cluster::shared().url("directory")).unwrap();
    assert_eq!(
        options.get_socket().map(PathBuf::as_path),
        Some(Cluster::shared().socket())
    );
    assert_eq!(options.get_database(), Some("directory"));
}

//! The server and the database that every measurement starts from a copy of.

use std::time::Instant;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use wardroom_core::Directory;
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::layout::Layout;
use wardroom_core::store::Parts;
use wardroom_tests::cluster::{Cluster, Setup};

/// Everything in memory but the log, as on a server that fits its directory; the rest is PostgreSQL's own, fsync on.
const SETTINGS: &[(&str, &str)] = &[
    ("shared_buffers", "'2GB'"),
    ("max_wal_size", "'8GB'"),
    ("wal_compression", "'on'"),
];

/// Due and live rows mixed in every block: the lifetime does not follow the order of insertion. A token lies about where
/// its session does, as when both are written at a sign-in.
const ROWS: &[&str] = &[
    "INSERT INTO users (id, email, email_normalized, created_at, updated_at)
    SELECT gen_random_uuid(), i || '@example.org', i || '@example.org', now(), now()
    FROM generate_series(1, greatest($1 / 10, 1)) AS i",
    "INSERT INTO sessions (id, user_id, token_hash, ip_hash, ip_key_version, user_agent, created_at, seen_at, expires_at)
    SELECT gen_random_uuid(), u.id, sha256((u.id || ' ' || n)::bytea), sha256(n::text::bytea), 1,
        'Firefox on Linux', now() - interval '60 days', now() - interval '40 days',
        now() + CASE WHEN n <= 4
            THEN interval '-31 days' - n * interval '1 hour' ELSE interval '30 days' END
    FROM users u, generate_series(1, 10) AS n WHERE $1 > 0 ORDER BY random()",
    "INSERT INTO refresh_tokens (id, session_id, family_id, token_hash, created_at, expires_at)
    SELECT gen_random_uuid(), id, id, sha256(id::text::bytea), created_at, expires_at FROM sessions WHERE $1 > 0",
];

/// A server of the bench's own.
pub(crate) struct House {
    cluster: Cluster,
}

impl House {
    /// Starts it and fills the database `seed`.
    pub(crate) async fn build(sessions: i64) -> Self {
        let house = Self {
            cluster: Cluster::start(Setup {
                durable: true,
                ..Setup::default()
            }),
        };
        for (name, value) in SETTINGS {
            house
                .admin(&format!("ALTER SYSTEM SET {name} = {value}"))
                .await;
        }
        // The buffers are laid out at the start; killing is how the harness stops a server.
        house.cluster.kill_nine();
        house.cluster.restart();
        house.admin("CREATE DATABASE seed").await;
        let began = Instant::now();
        let target: Target = house.cluster.url("seed").parse().unwrap();
        for set in Set::NEEDED {
            up(&Place::own(&target), set).await.unwrap();
        }
        let mut seed = house.connect("seed").await;
        for text in ROWS {
            sqlx::query(*text)
                .bind(sessions)
                .execute(&mut seed)
                .await
                .unwrap();
        }
        sqlx::raw_sql("VACUUM (FREEZE, ANALYZE)")
            .execute(&mut seed)
            .await
            .unwrap();
        seed.close().await.unwrap();
        house.admin("CHECKPOINT").await;
        println!("filled in {:.0} s", began.elapsed().as_secs_f64());
        house
    }

    pub(crate) async fn connect(&self, database: &str) -> PgConnection {
        PgConnection::connect(&self.cluster.url(database))
            .await
            .unwrap()
    }

    pub(crate) async fn admin(&self, statement: &str) {
        let mut admin = self.connect("postgres").await;
        sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))
            .execute(&mut admin)
            .await
            .unwrap();
        admin.close().await.unwrap();
    }

    /// A fresh copy of the seed, read once, with nothing left to write.
    pub(crate) async fn copy(&self, name: &str) {
        self.admin(&format!(
            "CREATE DATABASE {name} TEMPLATE seed STRATEGY FILE_COPY"
        ))
        .await;
        let mut copy = self.connect(name).await;
        for table in ["sessions", "refresh_tokens"] {
            let text = format!("SELECT count(*) FROM {table}");
            sqlx::raw_sql(AssertSqlSafe(text))
                .execute(&mut copy)
                .await
                .unwrap();
        }
        copy.close().await.unwrap();
        self.admin("CHECKPOINT").await;
    }

    pub(crate) async fn drop(&self, name: &str) {
        self.admin(&format!("DROP DATABASE {name} WITH (FORCE)"))
            .await;
    }

    pub(crate) async fn directory(&self, name: &str) -> Directory {
        let target: Target = self.cluster.url(name).parse().unwrap();
        let db = connect(&target, Access::Write, 4).await.unwrap();
        Directory::new(&db, Layout::own(), "public", Parts::default())
    }

    /// How many sessions and tokens are left.
    pub(crate) async fn left(&self, name: &str) -> (i64, i64) {
        let text = "SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM refresh_tokens)";
        let mut copy = self.connect(name).await;
        sqlx::query_as(text).fetch_one(&mut copy).await.unwrap()
    }

    /// Processor seconds that the connections to a database have cost so far: steadier than the clock on a busy machine.
    pub(crate) async fn processor(&self, name: &str) -> f64 {
        const TICKS_PER_SECOND: f64 = 100.0;
        let text = "SELECT pid FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'";
        let mut admin = self.connect("postgres").await;
        let pids: Vec<i32> = sqlx::query_scalar(text)
            .bind(name)
            .fetch_all(&mut admin)
            .await
            .unwrap();
        let ticks = |pid: &i32| -> u32 {
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            // The name in parentheses may hold anything; user and system time are the 12th and 13th after it.
            let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
            let fields = after.split_whitespace().skip(11).take(2);
            fields.filter_map(|field| field.parse::<u32>().ok()).sum()
        };
        f64::from(pids.iter().map(ticks).sum::<u32>()) / TICKS_PER_SECOND
    }
}

//! The cast: a directory under the own or the test layout, and rows of any age in it.

use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;
use wardroom_core::Directory;
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Conn, Db, Sql, Statement, Target, connect, sql};
use wardroom_core::entropy::OsEntropy;
use wardroom_core::layout::Layout;
use wardroom_core::model::{Id, Run, Trigger, Ts};
use wardroom_core::store::Parts;
use wardroom_core::sweep::{ALL, Order, Report, Stop, Sweep, run};
use wardroom_tests::database::Template;

/// A migrated directory without rows.
pub(crate) static MIGRATED: Template =
    Template::new("worker", |url| Box::pin(async move { migrate(&url).await }));

pub(crate) async fn migrate(url: &str) {
    let target: Target = url.parse().unwrap();
    for set in Set::NEEDED {
        up(&Place::own(&target), set).await.unwrap();
    }
}

/// A directory, open, with the means to put rows into it and to look.
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) directory: Directory,
}

/// How long the default policy of the sessions keeps them.
pub(crate) fn keep() -> Duration {
    sessions().keep
}

pub(crate) fn sessions() -> &'static Sweep {
    ALL.iter().find(|s| s.name == "sessions").unwrap()
}

/// An instant in the past that runs of these scenes count from.
pub(crate) fn then() -> Ts {
    "2026-01-31T12:00:00Z".parse().unwrap()
}

pub(crate) const fn us(count: u64) -> Duration {
    Duration::from_micros(count)
}

pub(crate) const fn days(count: u64) -> Duration {
    Duration::from_hours(24 * count)
}

/// A worker's order to count from `then()`.
pub(crate) fn order(worker: &str) -> Order {
    Order {
        worker: worker.to_owned(),
        trigger: Trigger::Once,
        as_of: Some(then()),
    }
}

/// The times of a session; by default live at `then()`.
#[derive(Clone, Copy)]
pub(crate) struct Times {
    pub(crate) seen: Ts,
    pub(crate) expires: Ts,
    pub(crate) revoked: Option<Ts>,
}

impl Times {
    pub(crate) fn live() -> Self {
        Self {
            seen: then(),
            expires: then().plus(days(7)),
            revoked: None,
        }
    }

    pub(crate) fn expired(at: Ts) -> Self {
        Self {
            expires: at,
            ..Self::live()
        }
    }
}

impl House {
    pub(crate) async fn open(url: &str) -> Self {
        Self::with(url, Layout::own(), Arc::new(SystemClock)).await
    }

    pub(crate) async fn with(url: &str, layout: Layout, clock: Arc<dyn Clock>) -> Self {
        let target: Target = url.parse().unwrap();
        let db = connect(&target, Access::Write, 6).await.unwrap();
        let parts = Parts {
            clock,
            entropy: Arc::new(OsEntropy),
            ..Parts::default()
        };
        Self {
            db: db.named(layout.names(db.engine(), "public")),
            directory: Directory::new(&db, layout, "public", parts),
        }
    }

    pub(crate) async fn tell(&self, statement: Statement) -> u64 {
        self.db.clone().execute(statement).await.unwrap()
    }

    pub(crate) async fn count(&self, text: &'static str) -> i64 {
        let (count,): (i64,) = self.db.clone().one(sql(text)).await.unwrap();
        count
    }

    pub(crate) async fn sessions(&self) -> i64 {
        self.count("SELECT count(*) FROM {session}").await
    }

    pub(crate) async fn user(&self) -> Id {
        let id = self.directory.fresh_id();
        let statement = sql(
            "INSERT INTO {user} ({user.id}, {user.email}, {user.email_normalized},
            {user.created_at}, {user.updated_at}) VALUES ($1, $2, $2, $3, $3)",
        )
        .bind(&id)
        .bind(format!("{id}@example.org"))
        .bind(self.directory.layout().at(then()));
        self.tell(statement).await;
        id
    }

    /// A session with one refresh token.
    pub(crate) async fn session(&self, user: &Id, times: Times) -> Id {
        let at = |ts| self.directory.layout().at(ts);
        let id = self.directory.fresh_id();
        let statement = sql(
            "INSERT INTO {session} ({session.id}, {session.user_id}, {session.token_hash},
            {session.created_at}, {session.seen_at}, {session.expires_at}, {session.revoked_at})
            VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&id)
        .bind(user)
        .bind(hash())
        .bind(at(times.seen.minus(days(1))))
        .bind(at(times.seen))
        .bind(at(times.expires))
        .bind(self.directory.layout().at_opt(times.revoked));
        self.tell(statement).await;
        let token = self.directory.fresh_id();
        let statement = sql("INSERT INTO {refresh_token} ({refresh_token.id}, {refresh_token.session_id},
            {refresh_token.family_id}, {refresh_token.token_hash}, {refresh_token.created_at},
            {refresh_token.expires_at}, {refresh_token.used_at}) VALUES ($1, $2, $1, $3, $4, $5, $4)")
            .bind(&token)
            .bind(&id)
            .bind(hash())
            .bind(at(times.seen))
            .bind(at(times.expires));
        self.tell(statement).await;
        id
    }

    /// Many sessions at once, each with a refresh token; own layout.
    pub(crate) async fn many(&self, user: &Id, count: i64, expires: Ts) {
        const MANY: Sql = Sql::each(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
            INSERT INTO {session} (id, user_id, token_hash, created_at, seen_at, expires_at)
            SELECT randomblob(16), $1, randomblob(32), $3, $3, $4 FROM n",
            "INSERT INTO {session} (id, user_id, token_hash, created_at, seen_at, expires_at)
            SELECT gen_random_uuid(), $1, sha256(CAST(gen_random_uuid() AS text)::bytea), $3, $3, $4
            FROM generate_series(1, $2)",
        );
        const TOKENS: Sql = Sql::each(
            "INSERT INTO {refresh_token} (id, session_id, family_id, token_hash, created_at, expires_at)
            SELECT randomblob(16), id, id, randomblob(32), created_at, expires_at FROM {session}
            WHERE id NOT IN (SELECT session_id FROM {refresh_token})",
            "INSERT INTO {refresh_token} (id, session_id, family_id, token_hash, created_at, expires_at)
            SELECT gen_random_uuid(), id, id, sha256(CAST(id AS text)::bytea), created_at, expires_at
            FROM {session} WHERE id NOT IN (SELECT session_id FROM {refresh_token})",
        );
        let statement = sql(MANY).bind(user).bind(count).bind(then()).bind(expires);
        self.tell(statement).await;
        self.tell(sql(TOKENS)).await;
    }

    pub(crate) async fn hold(&self, user: &Id) {
        let statement = sql(
            "INSERT INTO {hold} ({hold.id}, {hold.user_id}, {hold.reason}, {hold.placed_by},
            {hold.placed_at}) VALUES ($1, $2, 'a case', 'alice', $3)",
        )
        .bind(self.directory.fresh_id())
        .bind(user)
        .bind(self.directory.layout().at(then()));
        self.tell(statement).await;
    }

    /// A policy of `sweep` that works in small bites with long rests.
    pub(crate) async fn slow(&self, sweep: &str) {
        let statement = sql("INSERT INTO {w}policies (sweep, enabled, keep_seconds, cron, zone, target_ms, duty_percent,
            updated_at) VALUES ($1, TRUE, 86400, '0 0 * * *', 'UTC', 1, 1, {now})")
            .bind(sweep);
        self.tell(statement).await;
    }

    /// As if nobody had renewed a lease for longer than it lives.
    pub(crate) async fn let_leases_run_out(&self) {
        self.tell(sql("UPDATE {w}leases SET until = {now+$1}").bind(-1_i64))
            .await;
    }

    pub(crate) async fn sweep(&self, sweep: &'static Sweep) -> Report {
        let stop = Stop::default();
        run(&self.directory, sweep, &order("alice"), &stop)
            .await
            .unwrap()
    }

    pub(crate) async fn last_run(&self) -> Run {
        self.directory.runs(None, 1).await.unwrap().remove(0)
    }

    /// Waits until `done` says so of the number of sessions.
    pub(crate) async fn until_sessions(&self, done: impl Fn(i64) -> bool) {
        let since = std::time::Instant::now();
        while !done(self.sessions().await) {
            assert!(since.elapsed() < Duration::from_mins(1), "waited in vain");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

fn hash() -> Vec<u8> {
    let (a, b) = (Uuid::new_v4(), Uuid::new_v4());
    [a.into_bytes(), b.into_bytes()].concat()
}

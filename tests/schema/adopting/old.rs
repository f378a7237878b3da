//! The old application: its schema, its people, and its life while it is adopted.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use tokio::task::JoinHandle;
use wardroom_tests::database::{Engine, Fresh};

/// What the old application's ids are.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Integer,
    Text,
    Uuid,
}

/// The bcrypt hash of `U*U`, from a published test of bcrypt.
pub(crate) const HASH: &str = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
/// People who were there before.
pub(crate) const BEFORE: usize = 400;

impl Kind {
    fn declared(self, engine: Engine) -> &'static str {
        match (self, engine) {
            (Self::Integer, Engine::Sqlite) => "INTEGER",
            (Self::Integer, Engine::Postgres) => "bigint",
            (Self::Text, _) => "varchar(40)",
            (Self::Uuid, Engine::Sqlite) => "BLOB",
            (Self::Uuid, Engine::Postgres) => "uuid",
        }
    }

    /// The id of person `n`, as a literal. New people do not come in the order of their ids.
    pub(crate) fn id(self, engine: Engine, n: usize) -> String {
        let mixed = n.wrapping_mul(7_919) % 65_521;
        match (self, engine) {
            (Self::Integer, _) => format!("{n}"),
            (Self::Text, _) => format!("'u_{mixed:05}_{n}'"),
            (Self::Uuid, Engine::Sqlite) => format!("x'{mixed:08x}00004000{n:016x}'"),
            (Self::Uuid, Engine::Postgres) => format!("'{mixed:08x}-0000-4000-8000-{n:012x}'"),
        }
    }
}

/// Makes the old application's database, with people in it.
pub(crate) async fn moves_in(db: &Fresh, kind: Kind) {
    let id = kind.declared(db.engine());
    let (flag, instant, begin) = match db.engine() {
        Engine::Sqlite => (
            "BOOLEAN",
            "TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP",
            "PRAGMA journal_mode = wal;",
        ),
        Engine::Postgres => ("boolean", "timestamp NOT NULL DEFAULT now()", ""),
    };
    let mut made = format!(
        "{begin} CREATE TABLE users (name varchar(100) NOT NULL, id {id} NOT NULL PRIMARY KEY,
            email varchar(255) NOT NULL UNIQUE, password_hash varchar(255) NOT NULL,
            email_verified {flag} NOT NULL DEFAULT FALSE, created_at {instant},
            status varchar(20) NOT NULL DEFAULT 'gold');
         CREATE TABLE orders (n INTEGER NOT NULL PRIMARY KEY, user_id {id} NOT NULL REFERENCES users (id));"
    );
    for n in 0..BEFORE {
        made += &joins(db.engine(), kind, n);
    }
    db.run(&made).await.unwrap();
}

fn joins(engine: Engine, kind: Kind, n: usize) -> String {
    let id = kind.id(engine, n);
    format!(
        "INSERT INTO users (id, name, email, password_hash, email_verified)
            VALUES ({id}, 'Person {n}', '{}', '{HASH}', {});
         INSERT INTO orders (n, user_id) VALUES ({n}, {id});",
        address(n),
        verified(n)
    )
}

/// As typed; the engines fold an umlaut differently, and Wardroom the same everywhere.
pub(crate) fn address(n: usize) -> String {
    match n % 50 {
        7 => format!("Ärger{n}@Mail.Example"),
        _ => format!("Person{n}@Mail.Example"),
    }
}

fn verified(n: usize) -> bool {
    n.is_multiple_of(3)
}

/// The old application, living: it adds people, changes them, and reads them by its foreign key.
pub(crate) struct Old {
    stop: Arc<AtomicBool>,
    /// Rounds lived so far.
    rounds: Arc<AtomicUsize>,
    life: JoinHandle<BTreeMap<usize, String>>,
}

impl Old {
    /// Begins to live.
    pub(crate) fn lives(db: &Fresh, kind: Kind) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let until = stop.clone();
        let rounds = Arc::<AtomicUsize>::default();
        let lived = rounds.clone();
        let (url, engine) = (db.url().to_owned(), db.engine());
        let life = tokio::spawn(async move { live(&url, engine, kind, &until, &lived).await });
        Self { stop, rounds, life }
    }

    /// Waits until it has lived some rounds more; a life that ended early shows at its end.
    pub(crate) async fn lives_on(&self) {
        let enough = self.rounds.load(Ordering::Relaxed) + 5;
        while self.rounds.load(Ordering::Relaxed) < enough && !self.life.is_finished() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Ends, and says who is there: each person's number with name and flag.
    pub(crate) async fn ends(self) -> BTreeMap<usize, String> {
        self.stop.store(true, Ordering::Relaxed);
        self.life.await.unwrap()
    }
}

enum Wire {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Wire {
    async fn run(&mut self, text: String) {
        let text = sqlx::raw_sql(AssertSqlSafe(text));
        match self {
            Self::Sqlite(c) => text.execute(c).await.map(drop).unwrap(),
            Self::Postgres(c) => text.execute(c).await.map(drop).unwrap(),
        }
    }

    async fn orders_of_somebody(&mut self) -> i64 {
        let text = "SELECT count(*) FROM orders o JOIN users u ON u.id = o.user_id WHERE u.status = 'gold'";
        match self {
            Self::Sqlite(c) => sqlx::query_scalar(text).fetch_one(c).await.unwrap(),
            Self::Postgres(c) => sqlx::query_scalar(text).fetch_one(c).await.unwrap(),
        }
    }
}

async fn live(
    url: &str,
    engine: Engine,
    kind: Kind,
    stop: &AtomicBool,
    rounds: &AtomicUsize,
) -> BTreeMap<usize, String> {
    let mut wire = match engine {
        Engine::Sqlite => Wire::Sqlite(SqliteConnection::connect(url).await.unwrap()),
        Engine::Postgres => Wire::Postgres(PgConnection::connect(url).await.unwrap()),
    };
    let said = |n: usize, name: &str, flag: bool| format!("{name}|{}|{flag}|gold", address(n));
    let mut people: BTreeMap<usize, String> = (0..BEFORE)
        .map(|n| (n, said(n, &format!("Person {n}"), verified(n))))
        .collect();
    let mut n = BEFORE;
    while !stop.load(Ordering::Relaxed) {
        wire.run(joins(engine, kind, n)).await;
        people.insert(n, said(n, &format!("Person {n}"), verified(n)));
        // Never the first, who signs in elsewhere.
        let other = 1 + n * 31 % (n - 1);
        let (name, flag) = (format!("Renamed {n}"), n.is_multiple_of(2));
        let id = kind.id(engine, other);
        wire.run(format!(
            "UPDATE users SET name = '{name}', email_verified = {flag} WHERE id = {id}"
        ))
        .await;
        people.insert(other, said(other, &name, flag));
        let orders = wire.orders_of_somebody().await;
        assert_eq!(
            orders,
            i64::try_from(n + 1).unwrap(),
            "an order lost its user"
        );
        n += 1;
        rounds.fetch_add(1, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    people
}

/// Everybody as the old application reads them.
pub(crate) async fn everybody(db: &Fresh) -> Vec<String> {
    let flag = match db.engine() {
        Engine::Sqlite => "iif(email_verified, 'true', 'false')",
        Engine::Postgres => "email_verified::text",
    };
    let mut all = db
        .texts(&format!(
            "SELECT name || '|' || email || '|' || {flag} || '|' || status FROM users"
        ))
        .await;
    all.sort();
    all
}

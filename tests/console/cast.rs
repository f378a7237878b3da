//! The directory the scenes play in: a small cast with hostile and far-away names, and a crowd to scroll through.

use std::sync::Arc;

use sqlx::{Connection, SqliteConnection};
use uuid::Uuid;
use wardroom::console::ConsoleOptions;
use wardroom::console::headless::Console;
use wardroom::console::keymap::Keymap;
use wardroom::console::theme::{Level, Name, Theme, UNICODE};
use wardroom::console::widget::frame::Environment;
use wardroom_core::Directory;
use wardroom_core::clock::FixedClock;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::layout::Layout;
use wardroom_core::model::{Caller, Id, OperatorId, Ts};
use wardroom_core::store::Parts;
use wardroom_core::transfer::{Plan, generate};
use wardroom_tests::database::{Engine, Fresh, Template};

/// When every scene plays.
pub(crate) fn now() -> Ts {
    "2026-11-20T14:32:07Z".parse().unwrap()
}

const MINUTE: i64 = 60_000_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// Address, name, status, verified, locked, second factor, sessions, minutes since the last sign-in.
type Person = (
    &'static str,
    &'static str,
    &'static str,
    bool,
    bool,
    bool,
    u8,
    i64,
);

const CAST: &[Person] = &[
    (
        "mallory@evil.test",
        "Mallory Evans",
        "active",
        true,
        true,
        false,
        3,
        32,
    ),
    (
        "alice@acme.test",
        "Alice Novák",
        "active",
        true,
        false,
        true,
        2,
        45,
    ),
    ("bob@acme.test", "Bob", "active", false, false, false, 0, 46),
    (
        "li.wei@northwind.test",
        "李伟",
        "active",
        true,
        false,
        true,
        1,
        47,
    ),
    (
        "samira@contoso.test",
        "سميرة",
        "disabled",
        true,
        false,
        true,
        0,
        48,
    ),
    (
        "borek@globex.test",
        "Bor\u{30c}ek",
        "active",
        true,
        false,
        true,
        1,
        49,
    ),
    (
        "alerts\u{1b}[2J@x.test",
        "bad\u{202e}\u{200b}name",
        "active",
        true,
        false,
        false,
        0,
        50,
    ),
];

/// How many are in the crowd behind the cast.
pub(crate) const CROWD: u16 = 240;

static DIRECTORY: Template = Template::new("console", |url| Box::pin(fill(url)));

/// A believable town of four hundred, for the pictures.
static TOWN: Template = Template::new("console_town", |url| Box::pin(settle(url)));

static EMPTY: Template = Template::new("console_empty", |url| Box::pin(migrate(url)));

async fn migrate(url: String) {
    let target: Target = url.parse().unwrap();
    for set in [Set::Directory, Set::Bookkeeping] {
        up(&Place::own(&target), set).await.unwrap();
    }
}

async fn settle(url: String) {
    migrate(url.clone()).await;
    let mut db = SqliteConnection::connect(&url).await.unwrap();
    operators(&mut db).await;
    db.close().await.unwrap();
    let directory = open(&url).await;
    let plan = Plan {
        users: 400,
        seed: 7,
        now: now(),
    };
    generate(&directory, &plan, |_, _| ()).await.unwrap();
    directory.close().await;
}

/// The directory with the scene's own clock and randomness.
async fn open(url: &str) -> Directory {
    let target: Target = url.parse().unwrap();
    let db = connect(&target, Access::Write, 4).await.unwrap();
    let parts = Parts {
        clock: Arc::new(FixedClock::at(now())),
        entropy: Arc::new(SeededEntropy::new(7)),
        ..Parts::default()
    };
    Directory::new(&db, Layout::own(), "public", parts)
}

async fn fill(url: String) {
    migrate(url.clone()).await;
    let mut db = SqliteConnection::connect(&url).await.unwrap();
    for (index, person) in CAST.iter().enumerate() {
        insert(&mut db, u128::try_from(index).unwrap() + 1, person).await;
    }
    for index in 0..CROWD {
        let email = format!("user{index:04}@crowd.test").leak();
        let seen = 100 + i64::from(index);
        insert(
            &mut db,
            1_000 + u128::from(index),
            &(
                email,
                "Given Family",
                "active",
                true,
                false,
                index % 3 == 0,
                0,
                seen,
            ),
        )
        .await;
    }
    operators(&mut db).await;
    db.close().await.unwrap();
}

async fn insert(db: &mut SqliteConnection, id: u128, person: &Person) {
    let (email, name, status, is_verified, is_locked, has_totp, sessions, minutes) = *person;
    let now = now().us();
    let (id, seen) = (Uuid::from_u128(id), now - minutes * MINUTE);
    let created = now - 400 * DAY - minutes * MINUTE;
    sqlx::query(
        "INSERT INTO users (id, email, email_normalized, email_verified_at, display_name, status, locked_at,
            locked_until, lock_cause, password_hash, password_changed_at, failed_sign_ins, last_sign_in_at,
            created_at, updated_at)
         VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, 'x', $9, $10, $11, $9, $9)",
    )
    .bind(id)
    .bind(email)
    .bind(is_verified.then_some(created))
    .bind(name)
    .bind(status)
    .bind(is_locked.then_some(now - 30 * MINUTE))
    .bind(is_locked.then_some(now + 4 * MINUTE))
    .bind(is_locked.then_some("10 wrong passwords"))
    .bind(created)
    .bind(if is_locked { 10 } else { 0 })
    .bind(seen)
    .execute(&mut *db)
    .await
    .unwrap();
    if has_totp {
        sqlx::query(
            "INSERT INTO totp_factors (id, user_id, label, secret_sealed, key_version, created_at, confirmed_at)
             VALUES ($1, $1, 'phone', x'00', 1, $2, $2)",
        )
        .bind(id)
        .bind(created)
        .execute(&mut *db)
        .await
        .unwrap();
    }
    for number in 0..sessions {
        session(db, id, number, seen).await;
    }
}

async fn session(db: &mut SqliteConnection, user: Uuid, number: u8, seen: i64) {
    let id = Uuid::from_u128(user.as_u128() * 1_000 + u128::from(number));
    let begun = seen - i64::from(number) * DAY;
    let client = [
        "Firefox on Linux",
        "iOS app 7.2",
        "Chrome\u{1b}]0;x\u{7} on macOS",
    ][usize::from(number)];
    session_of(db, user, id, client, begun).await;
}

async fn session_of(db: &mut SqliteConnection, user: Uuid, id: Uuid, client: &str, begun: i64) {
    sqlx::query(
        "INSERT INTO sessions (id, user_id, token_hash, aal, ip_hash, ip_key_version, user_agent, created_at,
            seen_at, expires_at)
         VALUES ($1, $2, $3, 1, x'cafe0001', 1, $4, $5, $5, $6)",
    )
    .bind(id)
    .bind(user)
    .bind([id.as_bytes().as_slice(), id.as_bytes().as_slice()].concat())
    .bind(client)
    .bind(begun)
    .bind(begun + 30 * DAY)
    .execute(db)
    .await
    .unwrap();
}

/// Sign-in name and role; each has a session whose second factor was just shown.
const OPERATORS: [(&str, &str); 3] = [("ana", "admin"), ("sue", "support"), ("otto", "auditor")];

async fn operators(db: &mut SqliteConnection) {
    for (index, (name, role)) in OPERATORS.iter().enumerate() {
        let (id, now) = (operator_id(index), now().us());
        sqlx::query(
            "INSERT INTO wardroom_operators (id, name, role, status, created_at) VALUES ($1, $2, $3, 'active', $4)",
        )
        .bind(id)
        .bind(name)
        .bind(role)
        .bind(now)
        .execute(&mut *db)
        .await
        .unwrap();
        sqlx::query(
            "INSERT INTO wardroom_operator_sessions
                (id, operator_id, token_hash, created_at, seen_at, expires_at, factor_at)
             VALUES ($1, $1, $2, $3, $3, $4, $3)",
        )
        .bind(id)
        .bind(vec![u8::try_from(index).unwrap(); 32])
        .bind(now)
        .bind(now + DAY)
        .execute(&mut *db)
        .await
        .unwrap();
    }
}

fn operator_id(index: usize) -> Uuid {
    Uuid::from_u128(0xA000 + u128::try_from(index).unwrap())
}

/// An operator of the cast, with the session they left open.
pub(crate) fn operator(name: &str) -> Caller {
    let index = OPERATORS
        .iter()
        .position(|(known, _)| *known == name)
        .unwrap();
    let id = operator_id(index);
    Caller::Operator {
        id: OperatorId(Id::Uuid(id)),
        name: name.to_owned(),
        session: id,
    }
}

/// One scene: a fresh copy of the directory, and what holds it together.
pub(crate) struct Scene {
    pub(crate) directory: Directory,
    database: Fresh,
}

impl Scene {
    pub(crate) async fn begin() -> Self {
        Self::on(&DIRECTORY).await
    }

    /// A directory with nobody in it: no user and no operator.
    pub(crate) async fn empty() -> Self {
        Self::on(&EMPTY).await
    }

    /// A believable town, the same in every run.
    pub(crate) async fn town() -> Self {
        Self::on(&TOWN).await
    }

    async fn on(template: &Template) -> Self {
        let database = template.fresh(Engine::Sqlite).await;
        Self {
            directory: open(database.url()).await,
            database,
        }
    }

    /// Lets the directory seem this large: SQLite's estimate is the largest row number.
    pub(crate) async fn seems(&self, users: i64) {
        let mut db = self.connect().await;
        sqlx::query("UPDATE users SET rowid = $1 WHERE rowid = (SELECT max(rowid) FROM users)")
            .bind(users)
            .execute(&mut db)
            .await
            .unwrap();
        db.close().await.unwrap();
    }

    /// A user who was not there when the console first looked.
    pub(crate) async fn joins(&self, email: &'static str) {
        let mut db = self.connect().await;
        let person = (email, "New Comer", "active", true, false, false, 0, -1);
        insert(&mut db, email.len() as u128 + 0xF000, &person).await;
        db.close().await.unwrap();
    }

    /// So many further sessions of a user, later than those there are.
    pub(crate) async fn signs_in(&self, email: &str, times: u8) {
        let mut db = self.connect().await;
        let (id, seen): (Uuid, i64) =
            sqlx::query_as("SELECT id, last_sign_in_at FROM users WHERE email = $1")
                .bind(email)
                .fetch_one(&mut db)
                .await
                .unwrap();
        for number in 0..times {
            let of = Uuid::from_u128(id.as_u128() + 0xF_0000 + u128::from(number));
            session_of(
                &mut db,
                id,
                of,
                "Firefox on Linux",
                seen + MINUTE - i64::from(number),
            )
            .await;
        }
        db.close().await.unwrap();
    }

    /// One session for each user who has none.
    pub(crate) async fn all_sign_in(&self) {
        let mut db = self.connect().await;
        let users: Vec<(Uuid, i64)> = sqlx::query_as(
            "SELECT id, last_sign_in_at FROM users WHERE id NOT IN (SELECT user_id FROM sessions)",
        )
        .fetch_all(&mut db)
        .await
        .unwrap();
        for (user, seen) in users {
            session(&mut db, user, 0, seen).await;
        }
        db.close().await.unwrap();
    }

    async fn connect(&self) -> SqliteConnection {
        SqliteConnection::connect(self.database.url())
            .await
            .unwrap()
    }

    pub(crate) fn options(&self, caller: Option<Caller>) -> ConsoleOptions {
        ConsoleOptions {
            directory: self.directory.clone(),
            name: "accounts".into(),
            engine: "sqlite".into(),
            environment: Environment::Elsewhere("TEST".into()),
            keys: Some(Arc::new(KeyRing::generate(self.directory.entropy()))),
            host: Some("scene".to_owned()),
            caller,
            unsigned: None,
            read_only: None,
            secrets: wardroom::console::Secrets::default(),
            theme: Theme::new(Name::Dark, Level::True, &UNICODE),
            keymap: Keymap::default(),
            is_live: false,
            has_mouse: false,
        }
    }

    /// A console of this size with ana signed in.
    pub(crate) async fn console(&self, columns: u16, rows: u16) -> Console {
        Console::start(self.options(Some(operator("ana"))), columns, rows).await
    }
}

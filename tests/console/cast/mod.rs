//! The directory the scenes play in: a small cast with hostile and far-away names, and a crowd to scroll through.

mod operators;
mod people;
mod ties;

use std::sync::Arc;

use sqlx::{Connection, SqliteConnection};
use uuid::Uuid;
use wardroom::console::headless::Console;
use wardroom::console::keymap::Keymap;
use wardroom::console::theme::{Level, Name, Theme, UNICODE};
use wardroom::console::widget::frame::Environment;
use wardroom::console::{ConsoleOptions, Opened};
use wardroom_core::Directory;
use wardroom_core::clock::FixedClock;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::layout::Layout;
use wardroom_core::model::{Caller, Ts};
use wardroom_core::store::Parts;
use wardroom_core::transfer::{Plan, generate};
use wardroom_tests::database::{Engine, Fresh, Template};

pub(crate) use operators::operator;
use operators::operators;
pub(crate) use people::CROWD;
use people::{insert, session, session_of};

/// When every scene plays.
pub(crate) fn now() -> Ts {
    "2026-11-20T14:32:07Z".parse().unwrap()
}

const MINUTE: i64 = 60_000_000;
const DAY: i64 = 24 * 60 * MINUTE;

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
    people::settle(&mut db).await;
    operators(&mut db).await;
    db.close().await.unwrap();
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

    /// Mallory holds something of every kind, and belongs to so many tenants more.
    pub(crate) async fn ties_mallory(&self, tenants: u16) {
        let mut db = self.connect().await;
        ties::mallory(&mut db, tenants).await;
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
            opened: Opened {
                directory: self.directory.clone(),
                name: "accounts".into(),
                engine: "sqlite".into(),
                environment: Environment::Elsewhere("TEST".into()),
                keys: Some(Arc::new(KeyRing::generate(self.directory.entropy()))),
                caller,
                unsigned: None,
                read_only: None,
                door: None,
            },
            directories: None,
            host: Some("scene".to_owned()),
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

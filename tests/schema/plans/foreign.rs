//! In large directories of other libraries: what the application has an index for is looked up by it, and a sweep walks
//! by blocks. What it has none for is told apart here, as `docs/layouts.md` tells it.

use std::time::Duration;

use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, PgConnection, raw_sql};
use wardroom_core::Directory;
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Db, connect};
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_core::model::{Trigger, UserId};
use wardroom_core::store::Parts;
use wardroom_core::sweep::{self, Order, Stop, Sweep};
use wardroom_tests::cluster::{Cluster, Setup};
use wardroom_tests::database::Engine;
use wardroom_tests::foreign::many::Many;

use super::postgres;

const USERS: u64 = 15_000;
const ROUNDS: u64 = 6;

/// Layouts, and the scenes that read a whole table there for want of an index.
const WANTING: [(Many, &[&str]); 4] = [
    (Many::BetterAuth, &[]),
    (Many::Supabase, &[]),
    (Many::Drizzle, &["sessions_of", "live_sessions_of"]),
    (
        Many::PgAdapter,
        &["user_by_email", "sessions_of", "live_sessions_of"],
    ),
];

const SCENES: [&str; 5] = [
    "user",
    "user_by_email",
    "sessions_of",
    "live_sessions_of",
    "protection",
];

async fn run(url: &str, text: &str) {
    let mut on = PgConnection::connect(url).await.unwrap();
    let script = raw_sql(AssertSqlSafe(text.to_owned()));
    script.execute(&mut on).await.unwrap();
    on.close().await.unwrap();
}

/// A large directory in a cluster whose log is of this test alone.
async fn big(cluster: &Cluster, many: Many) -> String {
    let now = SystemClock.now().unix_seconds();
    run(&cluster.url("postgres"), "CREATE DATABASE big").await;
    let url = cluster.url("big");
    let tables = many.tables(Engine::Postgres);
    let rows = many.fill(Engine::Postgres, USERS, now);
    run(&url, &format!("{tables}{rows}")).await;
    run(&url, "VACUUM (ANALYZE)").await;
    let target = url.parse().unwrap();
    up(&Place::own(&target), Set::Bookkeeping).await.unwrap();
    run(&cluster.url("postgres"), &postgres::settings("big")).await;
    url
}

async fn open(url: &str) -> (Db, Directory) {
    let target = url.parse().unwrap();
    let pool = connect(&target, Access::Write, 1).await.unwrap();
    let app = AppSettings::default();
    let layout = Layout::found(&pool, "public", &app).await.unwrap();
    assert!(layout.is_foreign());
    let directory = Directory::new(&pool, layout, "public", Parts::default());
    (pool, directory)
}

async fn scene(directory: &Directory, name: &str, round: u64, user: &UserId) {
    match name {
        "user" => assert!(directory.user(user).await.unwrap().is_some()),
        "user_by_email" => {
            let address = Many::address(USERS, round).to_uppercase();
            assert!(directory.user_by_email(&address).await.unwrap().is_some());
        }
        "sessions_of" => {
            let page = directory.sessions_of(user, None, 50).await.unwrap();
            assert_eq!(page.rows.len(), 3);
        }
        "live_sessions_of" => drop(directory.live_sessions_of(user).await.unwrap()),
        protection => {
            assert_eq!(protection, "protection");
            directory.protection(user, None).await.unwrap();
        }
    }
}

/// Plays every scene; the answer is what attaching says of indexes.
async fn play(url: &str) -> Vec<String> {
    let (pool, directory) = open(url).await;
    let recognised = directory.layout().recognised().unwrap();
    let said = recognised.unindexed(&pool).await.unwrap();
    let mut users = Vec::new();
    for round in 1..=ROUNDS {
        let address = Many::address(USERS, round);
        let user = directory.user_by_email(&address).await.unwrap();
        users.push((round, user.unwrap().id));
    }
    for name in SCENES {
        pool.script(&postgres::marker(name)).await.unwrap();
        for (round, user) in &users {
            scene(&directory, name, *round, user).await;
        }
    }
    for sweep in sweep::of(&directory) {
        let marker = postgres::marker(&format!("sweep {}", sweep.name));
        pool.script(&marker).await.unwrap();
        batches(&directory, sweep).await;
    }
    directory.close().await;
    said
}

/// The first batches of a run show how it goes.
async fn batches(directory: &Directory, sweep: &'static Sweep) {
    let stop = Stop::default();
    let order = Order {
        worker: "w1".into(),
        trigger: Trigger::Once,
        as_of: None,
    };
    let soon = stop.clone();
    let bell = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(4)).await;
        soon.request();
    });
    sweep::run(directory, sweep, &order, &stop).await.unwrap();
    bell.abort();
}

/// How each removal of an application's rows found them.
fn removals(plans: &[Value]) -> Vec<(String, String)> {
    let is_removal = |plan: &&Value| {
        plan["Plan"]["Operation"] == "Delete" && plan["Plan"]["Schema"] != "wardroom"
    };
    let way = |plan: &Value| {
        let removal = &plan["Plan"];
        let table = removal["Relation Name"].as_str().unwrap_or_default();
        let way = removal["Plans"][0]["Node Type"].as_str();
        (table.to_owned(), way.unwrap_or_default().to_owned())
    };
    plans.iter().filter(is_removal).map(way).collect()
}

async fn judge(many: Many, wanting: &[&str]) {
    let cluster = Cluster::start(Setup::default());
    let url = big(&cluster, many).await;
    let said = play(&url).await;
    let is_said = said.iter().any(|s| s.contains("the sessions of a user"));
    let is_wanting = wanting.contains(&"sessions_of");
    assert_eq!(is_said, is_wanting, "{}: {said:?}", many.name());
    let plans = postgres::plans(&cluster);
    let large = [
        "user", "users", "session", "sessions", "account", "accounts",
    ]
    .map(str::to_owned);
    let faults = postgres::faults(&plans, &large);
    for name in SCENES {
        let of: Vec<_> = faults.iter().filter(|f| f.scene == name).collect();
        if wanting.contains(&name) {
            assert!(!of.is_empty(), "{}: {name} has an index", many.name());
        } else {
            assert!(of.is_empty(), "{}: {of:#?}", many.name());
        }
    }
    let removals = removals(&plans);
    let scanned = removals.iter().filter(|(_, way)| way == "Seq Scan");
    assert_eq!(scanned.count(), 0, "{}: {removals:?}", many.name());
    let by_block = removals.iter().any(|(_, way)| way == "Tid Range Scan");
    assert!(by_block, "{}: {removals:?}", many.name());
}

#[test]
fn an_application_s_indexes_are_used_where_it_has_them() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    for (many, wanting) in WANTING {
        runtime.block_on(judge(many, wanting));
    }
}

//! No list, look-up, action or sweep reads a large table in whole: every one runs over 200,000 analysed rows.

mod capture;
mod complete;
mod exceptions;
mod fill;
mod flows;
mod foreign;
mod postgres;
mod rows;
mod scenes;
mod seen;
mod sqlite;
mod waiting;

use std::sync::Arc;

use tracing::Instrument;
use wardroom_core::Directory;
use wardroom_core::clock::FixedClock;
use wardroom_core::db::migrate::Place;
use wardroom_core::db::{Access, Db, connect};
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::layout::Layout;
use wardroom_core::store::Parts;
use wardroom_tests::cluster::Cluster;
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};

use crate::tracking::{climb, target};

/// From how many rows on a table is large.
const LARGE: u32 = 10_000;
/// How many rows one step may read of a large table: a quarter, where a planner weighs a walk against a sort.
const WALK: u64 = 50_000;
/// PostgreSQL may choose a plan for all values at the sixth run of a statement.
const ROUNDS: u64 = 6;

async fn big(engine: Engine) -> Fresh {
    let db = EMPTY.fresh(engine).await;
    climb(&Place::own(&target(&db))).await;
    fill::fill(&db).await;
    let (_, directory) = open(&db).await;
    scenes::every_sort_lists_the_same(&directory).await;
    directory.close().await;
    db
}

/// A directory over one connection: what it runs stands in the log in that order.
async fn open(db: &Fresh) -> (Db, Directory) {
    let pool = connect(&target(db), Access::Write, 1).await.unwrap();
    let parts = Parts {
        clock: Arc::new(FixedClock::at(fill::now())),
        entropy: Arc::new(SeededEntropy::new(1)),
        ..Parts::default()
    };
    let directory = Directory::new(&pool, Layout::own(), "public", parts);
    (pool, directory)
}

/// What an application does, then every scene, several times.
async fn perform(db: &Fresh) {
    let (pool, directory) = open(db).await;
    let span = begin(db.engine(), &pool, "flows").await;
    for round in 1..=ROUNDS {
        flows::play(&pool, round).instrument(span.clone()).await;
    }
    for (name, scene) in scenes::all() {
        let span = begin(db.engine(), &pool, &name).await;
        for round in 1..=ROUNDS {
            scene(&directory, round).instrument(span.clone()).await;
        }
    }
    directory.close().await;
}

/// From here on, what runs is this scene's.
async fn begin(engine: Engine, pool: &Db, scene: &str) -> tracing::Span {
    // PostgreSQL's log tells the scenes apart by this one.
    pool.script(&postgres::marker(scene)).await.unwrap();
    match engine {
        Engine::Sqlite => capture::scene(scene),
        Engine::Postgres => tracing::Span::none(),
    }
}

/// A statement of a scene that reads too much.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fault {
    scene: String,
    why: String,
    text: String,
}

impl Fault {
    fn is_excused_by(&self, exception: &exceptions::Exception) -> bool {
        self.scene.starts_with(exception.scene) && self.text.contains(exception.text)
    }
}

/// Fails with what is in no exception, and with an exception that nothing needs any more.
fn judge(mut found: Vec<Fault>, engine: Engine) {
    let here = || exceptions::ALL.iter().filter(|e| e.on.contains(&engine));
    for exception in here() {
        let needed = found.iter().any(|fault| fault.is_excused_by(exception));
        assert!(
            needed,
            "no longer needed: {} ({})",
            exception.scene, exception.why
        );
    }
    found.retain(|fault| !here().any(|e| fault.is_excused_by(e)));
    found.sort();
    found.dedup_by(|a, b| a.scene == b.scene && a.text == b.text);
    let lines: Vec<String> = found
        .iter()
        .map(|fault| format!("{}: {}\n    {}", fault.scene, fault.why, fault.text))
        .collect();
    assert!(
        lines.is_empty(),
        "{} bad plans\n{}",
        lines.len(),
        lines.join("\n")
    );
}

#[test]
fn nothing_reads_a_whole_large_table_on_sqlite() {
    run(Engine::Sqlite, &EMPTY, |_| async {
        let db = big(Engine::Sqlite).await;
        perform(&db).await;
        let ran = capture::taken();
        assert!(ran.len() > 100, "only {} statements were seen", ran.len());
        seen::check(Engine::Sqlite, ran.iter().map(|ran| &ran.text[..]));
        judge(sqlite::faults(&db, &ran).await, Engine::Sqlite);
    });
}

#[test]
fn nothing_reads_a_whole_large_table_on_postgres() {
    run(Engine::Postgres, &EMPTY, |_| async {
        let db = big(Engine::Postgres).await;
        let large = db.texts(&postgres::large()).await;
        assert!(large.len() > 10, "large tables: {large:?}");
        db.run(&postgres::settings(db.name().unwrap()))
            .await
            .unwrap();
        perform(&db).await;
        let plans = postgres::plans(Cluster::shared());
        assert!(plans.len() > 100, "only {} plans were seen", plans.len());
        let texts = plans.iter().filter_map(|plan| plan["Query Text"].as_str());
        seen::check(Engine::Postgres, texts);
        judge(postgres::faults(&plans, &large), Engine::Postgres);
    });
}

//! The traps of time: no live row is removed in any zone, in any spelling, by any sweep.

mod exceptions;
mod meanwhile;
mod model;
mod unread;
mod zones;

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use wardroom_core::Directory;
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_core::model::{Trigger, Ts};
use wardroom_core::store::Parts;
use wardroom_core::sweep::{self, Order, Report, Stop};
use wardroom_tests::database::{EMPTY, Engine, Fresh};

/// The directory with its bookkeeping, as its profile tells it.
async fn told(db: &Fresh, app: &AppSettings) -> Directory {
    let target: Target = db.url().parse().unwrap();
    up(&Place::own(&target), Set::Bookkeeping).await.unwrap();
    let pool = connect(&target, Access::Write, 4).await.unwrap();
    let layout = Layout::found(&pool, "public", app).await.unwrap();
    Directory::new(&pool, layout, "public", Parts::default())
}

/// The directory seen by a profile that says `zone`.
async fn attached(db: &Fresh, zone: &TimeZone) -> Directory {
    let app = AppSettings {
        time_zone: zone.clone(),
        ..AppSettings::default()
    };
    told(db, &app).await
}

async fn swept(directory: &Directory, as_of: Option<Ts>) -> Report {
    swept_by(directory, "sessions", as_of).await
}

async fn swept_by(directory: &Directory, name: &str, as_of: Option<Ts>) -> Report {
    let order = Order {
        worker: "w".to_owned(),
        trigger: Trigger::Once,
        as_of,
    };
    let sweep = sweep::find(directory, name).unwrap();
    sweep::run(directory, sweep, &order, &Stop::default())
        .await
        .unwrap()
}

async fn left(db: &Fresh) -> BTreeSet<usize> {
    let ids = db.texts("SELECT id FROM session").await;
    ids.iter().map(|id| id[1..].parse().unwrap()).collect()
}

/// The shortest policy an admin can set for a sweep, worked at in one lane.
async fn least_kept(db: &Fresh, directory: &Directory, name: &str) {
    let least = sweep::find(directory, name).unwrap().least.0.as_secs();
    let (policies, now) = match db.engine() {
        Engine::Postgres => ("wardroom.policies", "now()"),
        Engine::Sqlite => ("wardroom_policies", "0"),
    };
    db.run(&format!(
        "INSERT INTO {policies} (sweep, enabled, keep_seconds, cron, zone, target_ms, duty_percent, updated_at)
        VALUES ('{name}', true, {least}, '30 1 * * *', 'UTC', 20, 99, {now}) ON CONFLICT DO NOTHING"
    ))
    .await
    .unwrap();
}

/// A database whose sessions run in Tokyo: `now()` compared with a wall clock would be nine hours off there.
async fn in_tokyo(db: &Fresh) {
    if let Some(name) = db.name() {
        db.run(&format!(
            "ALTER DATABASE {name} SET timezone = 'Asia/Tokyo'"
        ))
        .await
        .unwrap();
    }
}

fn on<F: Future<Output = ()>>(engine: Engine, scene: impl FnOnce(Fresh) -> F) {
    wardroom_tests::database::run(engine, &EMPTY, scene);
}

//! An open directory whose clock stands still and whose randomness repeats.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use wardroom_core::Directory;
use wardroom_core::clock::{Clock, FixedClock};
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Conn, Db, Statement, Target, Value, connect};
use wardroom_core::entropy::{Entropy, SeededEntropy};
use wardroom_core::layout::Layout;
use wardroom_core::model::{Id, Ts};
use wardroom_core::store::Parts;

use super::Shape;
use crate::renamed;

/// When every scene opens: 2026-11-20T09:00:00Z, in microseconds.
pub const NOW: i64 = 1_795_165_200_000_000;

/// A directory and what was handed to it.
pub struct Stage {
    /// The directory.
    pub directory: Directory,
    /// Its clock, which stands still until told to move.
    pub clock: Arc<FixedClock>,
    /// The key ring of the operators' factors.
    pub ring: KeyRing,
    /// The same database under the layout's names, for fixtures and for looking behind the scenes.
    pub db: Db,
    layout: Layout,
    schema: &'static str,
}

impl Stage {
    /// Opens the directory at `url`.
    pub async fn open(url: &str, shape: Shape, seed: u64) -> Self {
        let target: Target = url.parse().unwrap();
        let db = connect(&target, Access::Write, 4).await.unwrap();
        Self::over(&db, shape, seed, Ts::from_us(NOW).unwrap())
    }

    /// Opens the directory in `db`, where it is `now`.
    pub fn over(db: &Db, shape: Shape, seed: u64, now: Ts) -> Self {
        let (layout, schema) = layout(shape);
        Self::of(db, layout, schema, seed, now)
    }

    /// Opens a directory of this layout in `db`, where it is `now`.
    pub(super) fn of(db: &Db, layout: Layout, schema: &'static str, seed: u64, now: Ts) -> Self {
        let clock = Arc::new(FixedClock::at(now));
        let parts = Parts {
            clock: clock.clone(),
            entropy: Arc::new(SeededEntropy::new(seed)),
            ..Parts::default()
        };
        let named = db.named(layout.names(db.engine(), schema));
        Self {
            directory: Directory::new(db, layout.clone(), schema, parts),
            clock,
            ring: ring(),
            db: named,
            layout,
            schema,
        }
    }

    /// The same directory, drawing its randomness from elsewhere.
    pub fn drawing(&self, entropy: Arc<dyn Entropy>) -> Directory {
        let parts = Parts {
            clock: self.clock.clone(),
            entropy,
            ..Parts::default()
        };
        Directory::new(&self.db, self.layout.clone(), self.schema, parts)
    }

    /// The same directory over other connections.
    pub fn through(&self, db: &Db) -> Directory {
        let parts = Parts {
            clock: self.clock.clone(),
            ..Parts::default()
        };
        Directory::new(db, self.layout.clone(), self.schema, parts)
    }

    /// Makes the tables of `shape` and Wardroom's own at `url`.
    pub(super) async fn build(url: &str, shape: Shape) {
        let target: Target = url.parse().unwrap();
        let place = Place::own(&target);
        match shape {
            Shape::Own => {
                up(&place, Set::Directory).await.unwrap();
            }
            Shape::Renamed => {
                let db = connect(&target, Access::Write, 1).await.unwrap();
                db.script(&renamed::ddl(db.engine())).await.unwrap();
                db.close().await;
            }
        }
        up(&place, Set::Bookkeeping).await.unwrap();
    }

    /// Now, on this stage.
    pub fn now(&self) -> Ts {
        self.clock.now()
    }

    /// Lets time pass.
    pub fn wait(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// An instant as the layout's columns spell it.
    pub fn at(&self, at: Ts) -> Value {
        self.directory.layout().at(at)
    }

    /// A fresh id of the directory's kind.
    pub fn id(&self) -> Id {
        self.directory.fresh_id()
    }

    /// Runs a statement behind the scenes.
    pub async fn run(&self, statement: Statement) -> u64 {
        self.db.clone().execute(statement).await.unwrap()
    }
}

fn layout(shape: Shape) -> (Layout, &'static str) {
    match shape {
        Shape::Own => (Layout::own(), "public"),
        Shape::Renamed => (renamed::layout(), renamed::SCHEMA),
    }
}

/// The operators' keys: fixed, so that every copy of a template opens what was sealed in it.
fn ring() -> KeyRing {
    let key = "A".repeat(43);
    KeyRing::parse(&SecretString::from(format!("1:{key}"))).unwrap()
}

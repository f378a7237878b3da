//! Plays one scene on every engine and every shape of directory.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, LazyLock, Mutex};

use super::{Stage, Troupe, operators, users};
use crate::database::{Engine, Fresh, Template, run};

/// How the directory spells its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Wardroom's own layout.
    Own,
    /// Renamed tables and columns, integer ids, millisecond times, another schema.
    Renamed,
}

/// What a scene is given: a stage of its own, and the cast.
pub struct World {
    stage: Stage,
    /// The database, to be dumped.
    pub fresh: Fresh,
    /// Who operates.
    pub troupe: Arc<Troupe>,
}

impl Deref for World {
    type Target = Stage;

    fn deref(&self) -> &Stage {
        &self.stage
    }
}

static OWN: Template = Template::new("cast_own", |url| Box::pin(prepare(url, Shape::Own)));
static RENAMED: Template =
    Template::new("cast_renamed", |url| Box::pin(prepare(url, Shape::Renamed)));
/// What each template's operators know: a database keeps only hashes of it.
static TROUPES: LazyLock<Mutex<Troupes>> = LazyLock::new(Mutex::default);
/// By whether it is SQLite, and the shape.
type Troupes = HashMap<(bool, Shape), Arc<Troupe>>;

async fn prepare(url: String, shape: Shape) {
    Stage::build(&url, shape).await;
    let stage = Stage::open(&url, shape, 1).await;
    let troupe = Arc::new(operators::enrol(&stage).await);
    users::settle(&stage).await;
    stage.db.close().await;
    let mut troupes = TROUPES.lock().unwrap();
    let key = (url.starts_with("sqlite:"), shape);
    troupes.insert(key, troupe);
}

/// Runs a scene to its end on a copy of the prepared directory.
pub fn play<F, Fut>(engine: Engine, shape: Shape, scene: F)
where
    F: FnOnce(World) -> Fut,
    Fut: Future<Output = ()>,
{
    let template = match shape {
        Shape::Own => &OWN,
        Shape::Renamed => &RENAMED,
    };
    run(engine, template, |fresh| async move {
        let stage = Stage::open(fresh.url(), shape, 2).await;
        let key = (engine == Engine::Sqlite, shape);
        let troupe = TROUPES.lock().unwrap()[&key].clone();
        let db = stage.db.clone();
        scene(World {
            stage,
            fresh,
            troupe,
        })
        .await;
        db.close().await;
    });
}

/// Turns each scene `async fn name(world: World) { … }` into four tests: each engine, own and renamed layout.
#[macro_export]
macro_rules! every_store {
    ($($(#[$attr:meta])* async fn $name:ident($world:ident: $type:ty) $body:block)+) => {$(
        #[cfg(test)]
        async fn $name($world: $type) $body

        #[cfg(test)]
        mod $name {
            use $crate::cast::{Shape, play};
            use $crate::database::Engine;

            #[test]
            $(#[$attr])*
            fn own_on_sqlite() {
                play(Engine::Sqlite, Shape::Own, super::$name);
            }

            #[test]
            $(#[$attr])*
            fn own_on_postgres() {
                play(Engine::Postgres, Shape::Own, super::$name);
            }

            #[test]
            $(#[$attr])*
            fn renamed_on_sqlite() {
                play(Engine::Sqlite, Shape::Renamed, super::$name);
            }

            #[test]
            $(#[$attr])*
            fn renamed_on_postgres() {
                play(Engine::Postgres, Shape::Renamed, super::$name);
            }
        }
    )+};
}

//! A large directory of another library, attached to.

use std::fs;
use std::path::PathBuf;

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection, raw_sql};
use tokio::runtime::Handle;
use wardroom_core::Directory;
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, connect};
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_core::store::Parts;
use wardroom_tests::cluster::{Cluster, Setup};
use wardroom_tests::database;
use wardroom_tests::foreign::many::Many;

use crate::ask::Engine;
use crate::ground::Places;

/// Where the directories of one engine are.
pub(crate) struct Server {
    folder: PathBuf,
    cluster: Option<Cluster>,
}

impl Server {
    pub(crate) fn start(engine: Engine, places: &Places) -> Self {
        let folder = places.folder.join("foreign");
        fs::create_dir_all(&folder).unwrap();
        let folder = fs::canonicalize(folder).unwrap();
        let cluster = match engine {
            Engine::Sqlite => None,
            Engine::Postgres if places.keep => Some(Cluster::kept(&folder.join("server"))),
            Engine::Postgres => Some(Cluster::start(Setup {
                durable: true,
                ..Setup::default()
            })),
        };
        Self { folder, cluster }
    }

    fn url(&self, name: &str) -> String {
        let file = || format!("sqlite:{}", self.folder.join(name).display());
        self.cluster.as_ref().map_or_else(file, |c| c.url(name))
    }
}

/// One directory.
pub(crate) struct Ground {
    pub(crate) many: Many,
    pub(crate) engine: database::Engine,
    pub(crate) users: u64,
    pub(crate) url: String,
}

impl Ground {
    /// Takes up what an earlier run kept, or makes it.
    pub(crate) fn prepare(
        many: Many,
        engine: database::Engine,
        users: u64,
        server: &Server,
    ) -> Self {
        let name = format!("{}_{users}", many.name().replace('-', "_"));
        let ground = Self {
            many,
            engine,
            users,
            url: server.url(&name),
        };
        let note = server
            .folder
            .join(format!("{}.made", ground.title().replace(' ', "-")));
        let made = fs::read_to_string(&note).unwrap_or_default();
        if made != users.to_string() {
            ground.make(server, &name);
            fs::write(&note, users.to_string()).unwrap();
        }
        ground
    }

    /// The heading of its column.
    pub(crate) fn title(&self) -> &'static str {
        let engine = match self.engine {
            database::Engine::Sqlite => "sqlite",
            database::Engine::Postgres => "postgres",
        };
        Box::leak(format!("{} {engine}", self.many.name()).into_boxed_str())
    }

    fn make(&self, server: &Server, name: &str) {
        eprintln!("making {} of {} users", self.title(), self.users);
        let now = SystemClock.now().unix_seconds();
        let tables = self.many.tables(self.engine);
        let rows = self.many.fill(self.engine, self.users, now);
        match &server.cluster {
            None => {
                for end in ["", "-wal", "-shm"] {
                    let _ = fs::remove_file(server.folder.join(format!("{name}{end}")));
                }
                fs::write(server.folder.join(name), "").unwrap();
            }
            Some(cluster) => {
                let maintenance = cluster.url("postgres");
                run(&maintenance, &format!("DROP DATABASE IF EXISTS {name}"));
                run(&maintenance, &format!("CREATE DATABASE {name}"));
            }
        }
        run(&self.url, &format!("{tables}{rows}"));
        wait(async {
            let target = self.url.parse().unwrap();
            let place = Place::own(&target);
            up(&place, Set::Bookkeeping).await.unwrap();
        });
        if server.cluster.is_some() {
            run(&self.url, "VACUUM (ANALYZE)");
            run(&self.url, "CHECKPOINT");
        }
    }

    /// The directory, opened as a program opens it.
    pub(crate) fn open(&self) -> Directory {
        wait(async {
            let target = self.url.parse().unwrap();
            let db = connect(&target, Access::Write, 2).await.unwrap();
            let app = AppSettings::default();
            let layout = Layout::found(&db, "public", &app).await.unwrap();
            assert!(layout.is_foreign(), "{} was not recognised", self.title());
            Directory::new(&db, layout, "public", Parts::default())
        })
    }
}

/// Awaits where nothing else can.
pub(crate) fn wait<T>(work: impl Future<Output = T>) -> T {
    Handle::current().block_on(work)
}

/// Runs statements of the bench's own making.
fn run(url: &str, script: &str) {
    wait(async {
        let script = raw_sql(AssertSqlSafe(script.to_owned()));
        if url.starts_with("sqlite:") {
            let mut on = SqliteConnection::connect(url).await.unwrap();
            script.execute(&mut on).await.unwrap();
            on.close().await.unwrap();
        } else {
            let mut on = PgConnection::connect(url).await.unwrap();
            script.execute(&mut on).await.unwrap();
            on.close().await.unwrap();
        }
    });
}

//! A database that is prepared once per test process and copied for every test.

use std::{
    pin::Pin,
    sync::atomic::{AtomicU32, Ordering},
};

use tokio::sync::OnceCell;

use super::{Engine, Fresh, fresh::admin};

/// Fills the database at this address and closes every connection to it.
pub type Prepare = fn(String) -> Pin<Box<dyn Future<Output = ()> + Send>>;

/// What a fresh database starts from.
pub struct Template {
    name: &'static str,
    prepare: Prepare,
    sqlite: OnceCell<Vec<u8>>,
    postgres: OnceCell<()>,
}

/// Nothing at all.
pub static EMPTY: Template = Template::new("empty", |_| Box::pin(async {}));

impl Template {
    /// Declares a template; `name` is a plain word, unlike any other template's.
    pub const fn new(name: &'static str, prepare: Prepare) -> Self {
        Self {
            name,
            prepare,
            sqlite: OnceCell::const_new(),
            postgres: OnceCell::const_new(),
        }
    }

    /// A copy for one test; the first call prepares the template.
    pub async fn fresh(&self, engine: Engine) -> Fresh {
        match engine {
            Engine::Sqlite => {
                Fresh::sqlite(self.sqlite.get_or_init(|| self.prepare_sqlite()).await)
            }
            Engine::Postgres => {
                self.postgres.get_or_init(|| self.prepare_postgres()).await;
                self.copy_postgres().await
            }
        }
    }

    async fn prepare_sqlite(&self) -> Vec<u8> {
        let master = Fresh::sqlite(&[]);
        (self.prepare)(master.url().to_owned()).await;
        let file = master.path().unwrap();
        let log = file.with_extension("db-wal");
        let open = log.metadata().is_ok_and(|m| m.len() > 0);
        assert!(
            !open,
            "template {}: its closure left the database open",
            self.name
        );
        std::fs::read(file).unwrap()
    }

    async fn prepare_postgres(&self) {
        let name = self.name;
        admin(&format!(
            "DROP DATABASE IF EXISTS template_{name} WITH (FORCE)"
        ))
        .await
        .unwrap();
        admin(&format!("CREATE DATABASE template_{name}"))
            .await
            .unwrap();
        (self.prepare)(crate::cluster::Cluster::shared().url(&format!("template_{name}"))).await;
        // A database cannot be copied while someone is connected: nobody may be, from here on.
        admin(&format!(
            "ALTER DATABASE template_{name} ALLOW_CONNECTIONS false"
        ))
        .await
        .unwrap();
    }

    async fn copy_postgres(&self) -> Fresh {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let (name, copy) = (
            self.name,
            format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed)),
        );
        // The files are copied as they are: 9-17 ms; the default goes through the log and takes 30-40.
        let create = format!("CREATE DATABASE {copy} TEMPLATE template_{name} STRATEGY FILE_COPY");
        admin(&create)
            .await
            .unwrap_or_else(|e| panic!("cannot copy the template {name}: {e}"));
        Fresh::postgres(copy)
    }
}

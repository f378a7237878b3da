//! What a phase works with: the migrations' lock, a pool under adoption's names, and patience with the application.

use std::time::Duration;

use super::columns::{Mapping, names};
use super::record::{Adopted, Phase, read, write};
use crate::db::connect::connect;
use crate::db::migrate::{Place, Session};
use crate::db::names::quote;
use crate::db::statement::Statement;
use crate::db::{Access, Conn, Db, Engine, Sql};
use crate::error::{Error, Result};

/// A statement that waits for a lock makes the application wait behind it: give way after this, and try again.
const LOCK_TIMEOUT: &str = "SET LOCAL lock_timeout = '1s'";
const TRIES: u32 = 30;
const REST: Duration = Duration::from_millis(200);

/// A statement whose text is put together from names, never from values.
pub(super) fn dynamic(text: impl Into<String>) -> Statement {
    Statement {
        text: Sql::both(""),
        tail: text.into(),
        values: Vec::new(),
        kept: false,
    }
}

/// An open directory under adoption.
pub(super) struct Bench<'a> {
    pub(super) place: Place<'a>,
    pub(super) db: Db,
    pub(super) session: Session,
}

impl<'a> Bench<'a> {
    /// Opens it and takes the migrations' lock.
    pub(super) async fn open(place: &Place<'a>) -> Result<Self> {
        let mut session = Session::open(place).await?;
        session.hold(place).await?;
        let engine = place.target.engine();
        let db = connect(place.target, Access::Write, 2).await?;
        let db = db.named(names(engine, place.schema, Vec::new()));
        Ok(Self {
            place: *place,
            db,
            session,
        })
    }

    /// Works under these names from now on.
    pub(super) fn take_up(&mut self, mapping: &Mapping) {
        let engine = self.db.engine();
        self.place.ids = mapping.ids();
        self.db = self.db.named(mapping.names(engine, self.place.schema));
    }

    /// What stands there, which must be one of `phases`; its names are taken up.
    pub(super) async fn standing(&mut self, verb: &str, phases: &[Phase]) -> Result<Adopted> {
        let found = read(&mut self.db).await?;
        let allowed = || {
            let words: Vec<&str> = phases.iter().map(|p| p.word()).collect();
            words.join(" or ")
        };
        match found {
            Some(adopted) if phases.contains(&adopted.phase) => {
                self.take_up(&adopted.mapping);
                Ok(adopted)
            }
            Some(adopted) => Err(Error::invalid(
                "adoption",
                format!(
                    "stands at {}; `adopt {verb}` comes after {}",
                    adopted.phase.word(),
                    allowed()
                ),
            )),
            None => Err(Error::invalid(
                "adoption",
                format!("has not begun; `adopt {verb}` comes after {}", allowed()),
            )),
        }
    }

    /// Notes how far it has come.
    pub(super) async fn stands_at(&mut self, adopted: &mut Adopted, phase: Phase) -> Result<()> {
        adopted.phase = phase;
        write(&mut self.db, adopted).await
    }

    /// Runs statements as one change, giving way to the application as often as it takes.
    pub(super) async fn change(&mut self, texts: &[String]) -> Result<()> {
        let mut tries = 0;
        loop {
            match self.attempt(texts).await {
                Err(Error::Busy { .. }) if tries < TRIES => tries += 1,
                other => return other,
            }
            tokio::time::sleep(REST).await;
        }
    }

    async fn attempt(&mut self, texts: &[String]) -> Result<()> {
        let mut tx = self.db.begin().await?;
        if self.db.engine() == Engine::Postgres {
            tx.execute(dynamic(LOCK_TIMEOUT)).await?;
        }
        for text in texts {
            tx.execute(dynamic(text.as_str())).await?;
        }
        tx.commit().await
    }

    /// Runs one statement by itself, as `CONCURRENTLY` and `VALIDATE` want it: they wait without making others wait.
    pub(super) async fn alone(&mut self, text: &str) -> Result<()> {
        self.db.execute(dynamic(text)).await.map(drop)
    }

    /// A count.
    pub(super) async fn count(&mut self, text: &str) -> Result<i64> {
        let (n,): (i64,) = self.db.one(dynamic(text)).await?;
        Ok(n)
    }

    /// Takes an index away without stopping the application.
    pub(super) async fn drop_index(&mut self, name: &str) -> Result<()> {
        let drop = match self.db.engine() {
            Engine::Sqlite => format!("DROP INDEX IF EXISTS {name}"),
            Engine::Postgres => {
                let schema = quote(self.place.schema);
                format!("DROP INDEX CONCURRENTLY IF EXISTS {schema}.{name}")
            }
        };
        self.alone(&drop).await
    }

    /// A build that failed leaves an INVALID index, which `IF NOT EXISTS` would take for success.
    pub(super) async fn drop_invalid(&mut self, name: &str) -> Result<()> {
        let invalid = dynamic(
            "SELECT count(*) FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
             JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE NOT x.indisvalid AND n.nspname = $1 AND c.relname = $2",
        );
        let invalid = invalid.bind(self.place.schema).bind(name);
        let (found,): (i64,) = self.db.one(invalid).await?;
        if found > 0 {
            self.drop_index(name).await?;
        }
        Ok(())
    }

    pub(super) async fn close(self) {
        self.db.close().await;
        self.session.close().await;
    }
}

/// Opens a bench, works, and closes it whatever came of it.
macro_rules! at_bench {
    ($place:expr, |$bench:ident| $work:expr) => {{
        let mut opened = $crate::db::adopt::bench::Bench::open($place).await?;
        let done = {
            let $bench = &mut opened;
            $work.await
        };
        opened.close().await;
        done
    }};
}

pub(super) use at_bench;

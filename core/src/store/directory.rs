//! The handle on one directory: its database, its layout, and where time and randomness come from.

use std::sync::Arc;
use std::time::Duration;

use crate::clock::{Clock, SystemClock};
use crate::db::{Db, Engine, Tx};
use crate::entropy::{Entropy, OsEntropy};
use crate::error::Result;
use crate::layout::{AppSettings, Layout};
use crate::model::{Id, Ts, UserId};

/// A directory that is open. Cheap to clone; every clone shares the pool.
#[derive(Clone)]
pub struct Directory {
    db: Db,
    layout: Arc<Layout>,
    parts: Parts,
    has_books: bool,
}

/// What a directory is given from outside.
#[derive(Clone)]
pub struct Parts {
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// How long the application's access tokens outlive their session; only the application knows.
    pub access_token_life: Duration,
}

impl Default for Parts {
    /// The host's clock, the system's randomness, access tokens of 10 minutes.
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            entropy: Arc::new(OsEntropy),
            access_token_life: Duration::from_mins(10),
        }
    }
}

impl Parts {
    /// The same of an application whose profile says how long it believes its tokens.
    pub fn of(app: &AppSettings) -> Self {
        let usual = Self::default();
        Self {
            access_token_life: app.access_token_life.unwrap_or(usual.access_token_life),
            ..usual
        }
    }
}

impl Directory {
    /// A directory of `layout` in `db`; `schema` is where its tables are on PostgreSQL.
    pub fn new(db: &Db, layout: Layout, schema: &str, mut parts: Parts) -> Self {
        if let Some(life) = layout.app().access_token_life {
            parts.access_token_life = life;
        }
        let db = db.named(layout.names(db.engine(), schema));
        Self {
            db,
            layout: Arc::new(layout),
            parts,
            has_books: true,
        }
    }

    /// The same where Wardroom's own tables are not there: what they would tell is left out of what is read.
    #[must_use]
    pub fn without_bookkeeping(mut self) -> Self {
        self.has_books = false;
        self
    }

    /// Whether what is read may ask Wardroom's own tables.
    pub(crate) const fn has_books(&self) -> bool {
        self.has_books
    }

    /// Now, by the directory's clock.
    pub fn now(&self) -> Ts {
        self.parts.clock.now()
    }

    /// Its layout.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Which engine it lives in.
    pub fn engine(&self) -> Engine {
        self.db.engine()
    }

    /// The clock it was given.
    pub fn clock(&self) -> &dyn Clock {
        self.parts.clock.as_ref()
    }

    /// The clock it was given, to keep.
    pub fn shared_clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.parts.clock)
    }

    /// The randomness it was given.
    pub fn entropy(&self) -> &dyn Entropy {
        self.parts.entropy.as_ref()
    }

    /// Until when an access token issued just before `now` is still believed.
    pub fn access_until(&self, now: Ts) -> Ts {
        now.plus(self.parts.access_token_life)
    }

    /// What goes on after sessions ended at `now`, one sentence each.
    pub(crate) fn lingers(&self, now: Ts) -> Vec<String> {
        let changes = self.layout.changes();
        changes.lingers(&self.layout, now, self.access_until(now))
    }

    /// A new id of the directory's kind.
    pub fn fresh_id(&self) -> Id {
        self.layout.fresh_id(self.clock(), self.entropy())
    }

    /// A new id for Wardroom's own tables.
    pub fn fresh_uuid(&self) -> uuid::Uuid {
        crate::ids::uuid_v7(self.clock(), self.entropy())
    }

    /// Reads a user's id as a person wrote it.
    pub fn parse_user_id(&self, text: &str) -> Result<UserId> {
        self.layout.parse_id("user", text).map(UserId)
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.db.close().await;
    }

    /// The database under it, for what only the siblings do.
    pub(crate) fn db(&self) -> Db {
        self.db.clone()
    }

    /// Begins a transaction that may write.
    pub(crate) async fn begin(&self) -> Result<Tx> {
        self.db.begin().await
    }
}

impl std::fmt::Debug for Directory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Directory")
            .field("layout", &self.layout)
            .finish_non_exhaustive()
    }
}

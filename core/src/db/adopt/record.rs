//! How far an adoption has come, remembered in the directory itself: one row.

use serde::{Deserialize, Serialize};

use super::bench::dynamic;
use super::columns::{Mapping, names};
use crate::db::{Conn, Db, Engine};
use crate::error::{Error, Result};

/// The table of that row.
pub(in crate::db) const TABLE: &str = "wardroom_adoption";

/// How far an adoption has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Columns and tables are being added.
    Expanding,
    /// They are there, and triggers keep new and changed rows in step.
    Expanded,
    /// The rows from before are filled in.
    Backfilled,
    /// Indexes and constraints are being made.
    Switching,
    /// The directory is Wardroom's to use; the application goes on beside it.
    Switched,
    /// What served the old application is being dropped; there is no way back.
    Cleaning,
    /// The old application's part is gone.
    Done,
}

impl Phase {
    /// The word people read.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Expanding => "expanding",
            Self::Expanded => "expanded",
            Self::Backfilled => "backfilled",
            Self::Switching => "switching",
            Self::Switched => "switched",
            Self::Cleaning => "cleaning",
            Self::Done => "done",
        }
    }

    /// Whether flows and operators may work there.
    pub const fn is_usable(self) -> bool {
        matches!(self, Self::Switched | Self::Cleaning | Self::Done)
    }
}

/// An adoption as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    /// How far it has come.
    pub phase: Phase,
    /// How the table is read.
    pub mapping: Mapping,
    /// The last id whose rows are filled in, while a backfill runs.
    pub(super) reached: Option<String>,
    /// Columns that refused NULL before the switch.
    pub(super) relaxed: Vec<String>,
    /// Why the operator cleaned up.
    pub reason: Option<String>,
}

impl Adopted {
    pub(super) fn begun(mapping: Mapping) -> Self {
        Self {
            phase: Phase::Expanding,
            mapping,
            reached: None,
            relaxed: Vec::new(),
            reason: None,
        }
    }
}

/// The adoption of the directory in `schema` of `db`, if its users were adopted.
pub async fn adopted(db: &Db, schema: &str) -> Result<Option<Adopted>> {
    let mut db = db.named(names(db.engine(), schema, Vec::new()));
    read(&mut db).await
}

/// Whether there is such a table: without one every statement would be an error in the server's log.
fn exists(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => {
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'wardroom_adoption'"
        }
        Engine::Postgres => "SELECT count(to_regclass($1))",
    }
}

pub(super) async fn read(db: &mut Db) -> Result<Option<Adopted>> {
    let engine = db.engine();
    let mut asked = dynamic(exists(engine));
    if engine == Engine::Postgres {
        asked = asked.bind(db.names().render("{adoption}"));
    }
    let (found,): (i64,) = db.one(asked).await?;
    if found == 0 {
        return Ok(None);
    }
    let stands = dynamic("SELECT stands FROM {adoption} WHERE n = 1");
    let row: Option<(String,)> = db.optional(stands).await?;
    row.map(|(stands,)| parse(&stands)).transpose()
}

pub(in crate::db) fn parse(stands: &str) -> Result<Adopted> {
    serde_json::from_str(stands).map_err(|e| Error::Corrupt {
        what: TABLE.to_owned(),
        why: e.to_string(),
    })
}

/// Makes the table; a second time changes nothing.
pub(super) const CREATE: &str =
    "CREATE TABLE IF NOT EXISTS {adoption} (n BIGINT NOT NULL PRIMARY KEY, stands TEXT NOT NULL)";

pub(super) async fn write(on: &mut impl Conn, adopted: &Adopted) -> Result<()> {
    let stands = serde_json::to_string(adopted).map_err(|e| Error::Database(e.to_string()))?;
    let keep = dynamic(
        "INSERT INTO {adoption} (n, stands) VALUES (1, $1) ON CONFLICT (n) DO UPDATE SET stands = excluded.stands",
    );
    on.execute(keep.bind(stands)).await.map(drop)
}

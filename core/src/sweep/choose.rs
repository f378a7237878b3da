//! Which way to walk: the whole table where much is due, the indexes where little is.

use super::batch_block::{Blocks, Step, pages};
use super::batch_index::Cursor;
use super::declare::Age;
use super::lease::Planned;
use super::text::Scope;
use crate::db::{Conn, Db, Engine, Tx, Value};
use crate::error::Result;

/// With fewer rows than this due, the indexes are never worse.
const FEW: i64 = 1_000;

/// One way through a target's due rows, and where it stands.
#[derive(Clone, Debug)]
pub(super) enum Walk {
    Blocks(Blocks),
    Index(Cursor),
}

impl Walk {
    /// Removes the next batch, of `size` blocks or rows.
    pub(super) async fn step(&mut self, tx: &mut Tx, scope: &Scope<'_>, size: i64) -> Result<Step> {
        match self {
            Self::Blocks(walk) => walk.step(tx, scope, size).await,
            Self::Index(walk) => walk.step(tx, scope, size).await,
        }
    }

    /// The same in as many parts that do not meet, where it can be parted.
    pub(super) fn parted(self, parts: i64) -> Vec<Self> {
        match self {
            Self::Blocks(walk) => walk.parted(parts).map(Self::Blocks).collect(),
            Self::Index(_) => vec![self],
        }
    }

    /// How its statements are best planned.
    pub(super) fn planned(&self) -> Planned {
        match self {
            Self::Blocks(_) => Planned::Once,
            Self::Index(_) => Planned::AsItThinks,
        }
    }

    /// How it goes about it, for the run's note.
    pub(super) fn way(&self) -> &'static str {
        match self {
            Self::Blocks(Blocks::Pages { .. }) => "by block",
            Self::Blocks(Blocks::Rows { .. }) => "by row",
            Self::Index(_) => "by index",
        }
    }
}

/// The walks that together meet every due row. Nothing due, no walk.
///
/// A block read for nothing costs about what a row found by index does: from one due row per block on, the blocks win.
pub(super) async fn choose(db: &mut Db, scope: &Scope<'_>) -> Result<Vec<Walk>> {
    let pages = pages(db, scope).await?;
    // An application has no index for us: whatever is due, its table is read once.
    let much = if scope.directory.layout().is_foreign() {
        1
    } else {
        pages.max(FEW)
    };
    let (mut walks, mut due) = (Vec::new(), 0);
    for age in scope.target.ages {
        let count = count_up_to(db, scope, age, much - due).await?;
        due += count;
        if due >= much {
            return Ok(vec![Walk::Blocks(match db.engine() {
                Engine::Postgres => Blocks::Pages {
                    next: 0,
                    end: pages,
                },
                Engine::Sqlite => Blocks::Rows { next: i64::MIN },
            })]);
        }
        if count > 0 {
            walks.push(Walk::Index(Cursor { age, after: None }));
        }
    }
    Ok(walks)
}

/// Counts in the index and no further than the answer matters.
async fn count_up_to(db: &mut Db, scope: &Scope<'_>, age: &'static Age, most: i64) -> Result<i64> {
    let statement = scope.select("SELECT count(*) FROM (SELECT 1 AS one");
    // In the index's order: else PostgreSQL reads the table from its start, and what is due may lie at its end.
    let statement = scope.past(statement, age).push(" ORDER BY ", []);
    let statement = scope.place(statement, age);
    let (count,): (i64,) = db
        .one(statement.push(" LIMIT ?) AS counted", [Value::from(most)]))
        .await?;
    Ok(count)
}

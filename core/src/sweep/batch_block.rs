//! A walk over the whole table in the order it lies in, once, each page written once: for where much is due.
//!
//! PostgreSQL by ranges of blocks (a TID range scan, 14 or newer), SQLite by ranges of rows, since its rowids may have gaps.

use super::text::Scope;
use crate::db::{Conn, Db, Tx, Value, sql};
use crate::error::Result;

/// Where a walk stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Blocks {
    /// The next block, and how many there were at the start: what is written later is not due.
    Pages { next: i64, end: i64 },
    /// The next rowid.
    Rows { next: i64 },
}

/// What one batch did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Rows removed.
    pub(super) removed: u64,
    /// Whether the walk is at its end.
    pub(super) done: bool,
}

/// How many pages the target has; on SQLite those of the whole file, which alone are known without counting.
pub(super) async fn pages(db: &mut Db, scope: &Scope<'_>) -> Result<i64> {
    // Through a row and not by name: a name in a string would have to be quoted twice.
    const SIZE: &str =
        "SELECT pg_relation_size(t.tableoid) / CAST(current_setting('block_size') AS BIGINT)";
    let statement = match db.engine() {
        crate::db::Engine::Postgres => scope.select(SIZE).push("TRUE LIMIT 1", []),
        crate::db::Engine::Sqlite => sql("SELECT page_count FROM pragma_page_count"),
    };
    let pages: Option<(i64,)> = db.optional(statement).await?;
    Ok(pages.map_or(0, |(pages,)| pages))
}

impl Blocks {
    /// Ranges of blocks side by side that together are this one; rows, whose ends nobody knows, stay whole.
    pub(super) fn parted(self, parts: i64) -> impl Iterator<Item = Self> {
        let (parts, whole) = match self {
            Self::Pages { next, end } => (parts.clamp(1, (end - next).max(1)), Some((next, end))),
            Self::Rows { .. } => (1, None),
        };
        (0..parts).map(move |part| match whole {
            None => self,
            Some((next, end)) => Self::Pages {
                next: next + (end - next) * part / parts,
                end: next + (end - next) * (part + 1) / parts,
            },
        })
    }

    /// Removes what is due in the next `size` blocks or rows, and stands after them.
    pub(super) async fn step(&mut self, tx: &mut Tx, scope: &Scope<'_>, size: i64) -> Result<Step> {
        match *self {
            Self::Pages { next, end } => {
                let until = next.saturating_add(size).min(end);
                let range = "t.ctid >= CAST(CAST(? AS TEXT) AS tid) AND t.ctid < CAST(CAST(? AS TEXT) AS tid) AND ";
                let tid = |block: i64| Value::from(format!("({block},0)"));
                let statement = scope.delete().push(range, [tid(next), tid(until)]);
                let removed = tx.execute(scope.due(statement)).await?;
                *self = Self::Pages { next: until, end };
                let done = until >= end;
                Ok(Step { removed, done })
            }
            Self::Rows { next } => {
                let after = " t.rowid >= ? ORDER BY t.rowid LIMIT 1 OFFSET ?";
                let bound = scope
                    .select("SELECT t.rowid")
                    .push(after, [Value::from(next), Value::from(size)]);
                let bound: Option<(i64,)> = tx.optional(bound).await?;
                let statement = scope
                    .delete()
                    .push("t.rowid >= ? AND ", [Value::from(next)]);
                let statement = match bound {
                    Some((until,)) => statement.push("t.rowid < ? AND ", [Value::from(until)]),
                    None => statement,
                };
                let removed = tx.execute(scope.due(statement)).await?;
                *self = Self::Rows {
                    next: bound.map_or(i64::MAX, |(until,)| until),
                };
                let done = bound.is_none();
                Ok(Step { removed, done })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(next: i64, end: i64, parts: i64) -> Vec<(i64, i64)> {
        let parted = Blocks::Pages { next, end }.parted(parts);
        parted
            .map(|part| match part {
                Blocks::Pages { next, end } => (next, end),
                Blocks::Rows { .. } => unreachable!("pages stay pages"),
            })
            .collect()
    }

    #[test]
    fn the_parts_meet_and_leave_no_block_out() {
        assert_eq!(ranges(0, 7, 2), [(0, 3), (3, 7)]);
        assert_eq!(ranges(5, 6, 2), [(5, 6)], "one block is one part");
        assert_eq!(ranges(0, 0, 2), [(0, 0)], "no block is looked at once");
        assert_eq!(Blocks::Rows { next: 1 }.parted(2).count(), 1);
    }
}

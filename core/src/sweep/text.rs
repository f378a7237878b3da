//! The conditions and statements of a target, put together from its words; every value is bound.

use super::cutoff::Cutoff;
use super::declare::{Age, Along, Target};
use crate::Directory;
use crate::db::{Statement, Value, sql};

/// A target with what its conditions are filled with.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) directory: &'a Directory,
    pub(super) target: &'static Target,
    pub(super) cutoff: Cutoff,
}

impl Scope<'_> {
    /// `SELECT … FROM` the target, ready for a condition.
    pub(super) fn select(&self, head: &'static str) -> Statement {
        self.from(sql(head))
    }

    /// `DELETE FROM` the target, ready for a condition.
    pub(super) fn delete(&self) -> Statement {
        self.from(sql("DELETE"))
    }

    fn from(&self, statement: Statement) -> Statement {
        statement
            .push(" FROM {", [])
            .push(self.target.table, [])
            .push("} AS t WHERE ", [])
    }

    /// A column of the target; `sign` may be `@` to read an instant as a native one.
    pub(super) fn column(
        &self,
        statement: Statement,
        sign: &'static str,
        column: &'static str,
    ) -> Statement {
        statement
            .push("{", [])
            .push(sign, [])
            .push("t.", [])
            .push(self.target.table, [])
            .push(".", [])
            .push(column, [])
            .push("}", [])
    }

    /// `SELECT` the place of a row in this age's index: a native instant and an id.
    pub(super) fn select_place(&self, age: &Age) -> Statement {
        let statement = self.column(sql("SELECT "), "@", age.column).push(", ", []);
        self.from(self.column(statement, "", self.target.tie))
    }

    /// The age and its tie-breaker: what the age's index is ordered by.
    pub(super) fn place(&self, statement: Statement, age: &Age) -> Statement {
        let statement = self.column(statement, "", age.column).push(", ", []);
        self.column(statement, "", self.target.tie)
    }

    /// The condition that this age of a row is past.
    pub(super) fn past(&self, statement: Statement, age: &Age) -> Statement {
        let statement = self.before(statement, age);
        let statement = if self.directory.layout().is_foreign() {
            // Whatever comes into the column while a run is at it.
            self.column(statement.push(" AND ", []), "!", age.column)
        } else {
            statement
        };
        match age.only {
            Some(only) => statement.push(" AND ", []).push(only, []),
            None => statement,
        }
    }

    /// The comparison is the column's own, in its own spelling: an index serves it, and nothing is decoded on the way.
    fn before(&self, statement: Statement, age: &Age) -> Statement {
        self.column(statement, "", age.column)
            .push(" < {^", [])
            .push(self.target.table, [])
            .push(".", [])
            .push(age.column, [])
            .push(":?}", [Value::from(self.cutoff.of(age))])
    }

    /// The condition that its user is under no hold.
    pub(super) fn free(&self, statement: Statement) -> Statement {
        statement.push(" AND NOT ", []).push(self.target.held, [])
    }

    /// The condition that a row is due, whichever age of it is past.
    pub(super) fn due(&self, statement: Statement) -> Statement {
        let mut statement = statement;
        for (n, age) in self.target.ages.iter().enumerate() {
            statement = statement.push(if n == 0 { "((" } else { ") OR (" }, []);
            statement = self.past(statement, age);
        }
        self.free(statement.push("))", []))
    }

    /// How many rows of `along` go with the due ones.
    pub(super) fn count_along(&self, along: &'static Along) -> Statement {
        let (theirs, ours) = along.key;
        let statement = sql("SELECT count(*) FROM ")
            .push("{", [])
            .push(along.table, [])
            .push("} AS a WHERE {a.", [])
            .push(along.table, [])
            .push(".", [])
            .push(theirs, [])
            .push("} IN (SELECT ", []);
        let statement = self.from(self.column(statement, "", ours));
        self.due(statement).push(")", [])
    }
}

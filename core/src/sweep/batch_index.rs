//! A walk over one age's index that remembers where it was: for where little is due.
//!
//! A walk that began again at the oldest row would read every entry it has just removed (measured: 20 times slower).

use super::batch_block::Step;
use super::declare::Age;
use super::text::Scope;
use crate::db::{Conn, Statement, Tx, Value};
use crate::error::Result;
use crate::model::{Id, Ts};

/// Where a walk stands: the last place it has been at.
#[derive(Clone, Debug)]
pub(super) struct Cursor {
    pub(super) age: &'static Age,
    pub(super) after: Option<(Ts, Id)>,
}

impl Cursor {
    /// Removes the next `size` due rows, and stands after them.
    pub(super) async fn step(&mut self, tx: &mut Tx, scope: &Scope<'_>, size: i64) -> Result<Step> {
        let last = tx.optional(self.last_of(scope, size)).await?;
        let mut statement = self.beyond(scope, scope.delete());
        if let Some((at, id)) = &last {
            // Rows of one place go together, so the last batch may be a little longer.
            statement = scope.place(statement.push(" AND (", []), self.age);
            let place = [scope.directory.layout().at(*at), Value::from(id)];
            statement = statement.push(") <= (?, ?)", place);
        }
        let removed = tx.execute(scope.free(statement)).await?;
        let done = last.is_none();
        self.after = last.or(self.after.take());
        Ok(Step { removed, done })
    }

    /// The place of the last row of the next batch; none when what is left is less than a batch.
    fn last_of(&self, scope: &Scope<'_>, size: i64) -> Statement {
        let statement = scope.select_place(self.age);
        let statement = self.beyond(scope, statement).push(" ORDER BY ", []);
        let end = [Value::from(size - 1)];
        scope
            .place(statement, self.age)
            .push(" LIMIT 1 OFFSET ?", end)
    }

    fn beyond(&self, scope: &Scope<'_>, statement: Statement) -> Statement {
        let statement = scope.past(statement, self.age);
        let Some((at, id)) = &self.after else {
            return statement;
        };
        let statement = scope.place(statement.push(" AND (", []), self.age);
        let place = [scope.directory.layout().at(*at), Value::from(id)];
        statement.push(") > (?, ?)", place)
    }
}

//! Lists: what is asked for, where the next page begins.

use super::{Id, Ts, UserId};

/// Part of a list, and where the next part begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T, C> {
    /// The rows, in the order asked for.
    pub rows: Vec<T>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<C>,
}

impl<T, C> Page<T, C> {
    /// The first `limit` of rows that were read with one more, to know whether another page follows.
    pub(crate) fn cut(mut rows: Vec<T>, limit: usize, cursor: impl Fn(&T) -> C) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(cursor);
        Self { rows, next }
    }
}

/// What a users list can be sorted by; each is an indexed pair with the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum UserSort {
    /// Newest account first.
    #[default]
    CreatedDown,
    /// Oldest account first.
    CreatedUp,
    /// Last sign-in first; never signed in last.
    SeenDown,
    /// Longest unseen first.
    SeenUp,
    /// By address, A first.
    EmailUp,
    /// By address, Z first.
    EmailDown,
}

/// Where a page of users begins: the sort column's value and the id of the row before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserCursor {
    /// The instant, for a sort by time; `None` inside it means "never".
    pub at: Option<Ts>,
    /// The address, for a sort by address.
    pub email: Option<String>,
    /// The id.
    pub id: UserId,
}

/// Where a page of rows ordered by time begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeCursor {
    /// The instant of the row before.
    pub at: Ts,
    /// Its id.
    pub id: Id,
}

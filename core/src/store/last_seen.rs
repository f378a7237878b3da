//! When users signed in last, as conditions on `u`: asked of a column, or of the sessions where only they tell it.

use super::Directory;
use super::users_filter::Seen;
use crate::db::{Filter, Sql};
use crate::model::Side;

/// The conditions of one way to tell; an instant stands at each `?`.
struct Words {
    dated: &'static str,
    never: Sql,
    since: &'static str,
    before: Sql,
    /// The same two where the list has the instant beside each user.
    dated_since: &'static str,
    dated_before: &'static str,
}

const BY_COLUMN: Words = Words {
    dated: " AND {u.user.last_sign_in_at} IS NOT NULL",
    never: Sql::both(" AND {u.user.last_sign_in_at} IS NULL"),
    since: " AND {u.user.last_sign_in_at} >= ?",
    before: Sql::both(" AND ({u.user.last_sign_in_at} < ? OR {u.user.last_sign_in_at} IS NULL)"),
    dated_since: " AND {u.user.last_sign_in_at} >= ?",
    dated_before: " AND {u.user.last_sign_in_at} < ?",
};

// Each reads the sessions once, not once for each user. SQLite makes a list of a NOT IN and walks a NOT EXISTS for each
// row; PostgreSQL joins a NOT EXISTS and walks a NOT IN that is too long to keep.
const BY_SESSIONS: Words = Words {
    dated: "",
    never: Sql::each(
        " AND {u.user.id} NOT IN (SELECT {s.session.user_id} FROM {session} s
            WHERE {s.session.created_at} IS NOT NULL)",
        " AND NOT EXISTS (SELECT 1 FROM {session} s WHERE {s.session.user_id} = {u.user.id}
            AND {s.session.created_at} IS NOT NULL)",
    ),
    since: " AND {u.user.id} IN (SELECT {s.session.user_id} FROM {session} s WHERE {s.session.created_at} >= ?)",
    before: Sql::each(
        " AND {u.user.id} NOT IN (SELECT {s.session.user_id} FROM {session} s WHERE {s.session.created_at} >= ?)",
        " AND NOT EXISTS (SELECT 1 FROM {session} s WHERE {s.session.user_id} = {u.user.id}
            AND {s.session.created_at} >= ?)",
    ),
    dated_since: " AND seen.at >= ?",
    dated_before: " AND seen.at < ?",
};

/// Adds what a filter says of it, for one part of the list.
pub(super) fn last_seen(on: &mut Filter, directory: &Directory, side: Option<Side>, part: Seen) {
    let (layout, engine) = (directory.layout(), directory.engine());
    let words = if layout.dates_by_sessions() {
        &BY_SESSIONS
    } else {
        &BY_COLUMN
    };
    on.add(match part {
        Seen::Either => "",
        Seen::Dated => words.dated,
        Seen::Never => words.never.on(engine),
    });
    match (side, part) {
        (Some(Side::Since(at)), Seen::Dated) => drop(on.with(words.dated_since, layout.at(at))),
        (Some(Side::Since(at)), _) => drop(on.with(words.since, layout.at(at))),
        (Some(Side::Before(at)), Seen::Dated) => drop(on.with(words.dated_before, layout.at(at))),
        (Some(Side::Before(at)), Seen::Either) => {
            on.with(words.before.on(engine), layout.at(at));
        }
        (Some(Side::Before(_)), Seen::Never) | (None, _) => {}
    }
}

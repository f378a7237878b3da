//! The users list: keyset pages over an indexed pair, whatever the filter.

use super::Directory;
use super::users::user_columns;
use super::users_filter::{Narrowed, Seen};
use crate::db::{Conn, Statement, Value, sql};
use crate::error::Result;
use crate::model::{Page, UserCursor, UserFilter, UserLine, UserSort};

// The page's ids first: what is counted beside each is then counted for the page, not for all that is sorted.
const LIST: &str = concat!(
    "SELECT ",
    user_columns!("{@u.user.last_sign_in_at}"),
    ", (SELECT count(*) FROM {totp_factor} f WHERE {f.totp_factor.user_id} = {u.user.id}
        AND {f.totp_factor.confirmed_at} IS NOT NULL) AS totp,
    (SELECT count(*) FROM {passkey} p WHERE {p.passkey.user_id} = {u.user.id}) AS passkeys,
    (SELECT count(*) FROM {session} s WHERE {s.session.user_id} = {u.user.id}
        AND {s.session.revoked_at} IS NULL AND {s.session.expires_at} > $1) AS sessions,
    {u.user.email_normalized} AS email_key FROM {user} u
    WHERE {u.user.id} IN (SELECT {u.user.id} FROM {user} u WHERE TRUE"
);

#[derive(sqlx::FromRow)]
pub(super) struct Listed {
    #[sqlx(flatten)]
    line: UserLine,
    email_key: String,
}

/// One stretch of a sorted list: a page by last sign-in has two, the dated and the never seen.
pub(super) struct Stretch {
    pub(super) seen: Seen,
    pub(super) after: &'static str,
    pub(super) order: &'static str,
    pub(super) is_down: bool,
}

const CREATED_DOWN: Stretch = Stretch {
    seen: Seen::Either,
    after: " AND ({u.user.created_at}, {u.user.id}) < (?, ?)",
    order: " ORDER BY {u.user.created_at} DESC, {u.user.id} DESC",
    is_down: true,
};
const CREATED_UP: Stretch = Stretch {
    seen: Seen::Either,
    after: " AND ({u.user.created_at}, {u.user.id}) > (?, ?)",
    order: " ORDER BY {u.user.created_at}, {u.user.id}",
    is_down: false,
};
const EMAIL_DOWN: Stretch = Stretch {
    seen: Seen::Either,
    after: " AND {u.user.email_normalized} < ?",
    order: " ORDER BY {u.user.email_normalized} DESC",
    is_down: true,
};
const EMAIL_UP: Stretch = Stretch {
    seen: Seen::Either,
    after: " AND {u.user.email_normalized} > ?",
    order: " ORDER BY {u.user.email_normalized}",
    is_down: false,
};
// Another library's users may have no address, or one that somebody else has too.
const SHARED_DOWN: Stretch = Stretch {
    seen: Seen::Either,
    after: " AND ({u.user.email_normalized}, {u.user.id}) < (?, ?)",
    order: " ORDER BY {u.user.email_normalized} DESC, {u.user.id} DESC",
    is_down: true,
};
const SHARED_UP: Stretch = Stretch {
    seen: Seen::Either,
    after: " AND ({u.user.email_normalized}, {u.user.id}) > (?, ?)",
    order: " ORDER BY {u.user.email_normalized}, {u.user.id}",
    is_down: false,
};
const SEEN_DOWN: Stretch = Stretch {
    seen: Seen::Dated,
    after: " AND ({u.user.last_sign_in_at}, {u.user.id}) < (?, ?)",
    order: " ORDER BY {u.user.last_sign_in_at} DESC NULLS LAST, {u.user.id} DESC",
    is_down: true,
};
const SEEN_UP: Stretch = Stretch {
    seen: Seen::Dated,
    after: " AND ({u.user.last_sign_in_at}, {u.user.id}) > (?, ?)",
    order: " ORDER BY {u.user.last_sign_in_at} NULLS FIRST, {u.user.id}",
    is_down: false,
};
// Ordered as the dated ones, though all are NULL: only so does PostgreSQL take them from the same index.
const NEVER_DOWN: Stretch = Stretch {
    seen: Seen::Never,
    after: " AND {u.user.id} < ?",
    order: SEEN_DOWN.order,
    is_down: true,
};
const NEVER_UP: Stretch = Stretch {
    seen: Seen::Never,
    after: " AND {u.user.id} > ?",
    order: SEEN_UP.order,
    is_down: false,
};

impl Directory {
    /// A page of at most `limit` users after `cursor`.
    pub async fn users(
        &self,
        filter: &UserFilter,
        sort: UserSort,
        cursor: Option<&UserCursor>,
        limit: usize,
    ) -> Result<Page<UserLine, UserCursor>> {
        let filter = Narrowed::new(self, filter).await?;
        let wanted = limit + 1;
        let mut rows: Vec<Listed> = Vec::with_capacity(wanted);
        for (stretch, from) in plan(sort, cursor, self.layout().is_foreign()) {
            if rows.len() < wanted {
                rows.extend(
                    self.stretch(&filter, stretch, from, wanted - rows.len())
                        .await?,
                );
            }
        }
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|last| cursor_of(sort, last));
        Ok(Page {
            rows: rows.into_iter().map(|row| row.line).collect(),
            next,
        })
    }

    async fn stretch(
        &self,
        filter: &Narrowed<'_>,
        stretch: &Stretch,
        from: Option<&UserCursor>,
        limit: usize,
    ) -> Result<Vec<Listed>> {
        let layout = self.layout();
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        if layout.is_foreign() {
            return self.foreign_stretch(filter, stretch, from, limit).await;
        }
        let mut statement: Statement = sql(LIST).bind(layout.at(self.now()));
        if let Some(cursor) = from {
            statement = match (cursor.at, &cursor.email) {
                (Some(at), _) => {
                    statement.push(stretch.after, [layout.at(at), Value::from(&cursor.id.0)])
                }
                (None, Some(email)) => statement.push(stretch.after, [Value::from(email)]),
                (None, None) => statement.push(stretch.after, [Value::from(&cursor.id.0)]),
            };
        }
        let statement = statement
            .filter(filter.conditions(self, stretch.seen))
            .push(stretch.order, [])
            .push(" LIMIT ?)", [Value::from(limit)])
            .push(stretch.order, []);
        self.db().all(statement).await
    }
}

/// The stretches a page is read from, each with the cursor it begins after.
fn plan(
    sort: UserSort,
    cursor: Option<&UserCursor>,
    addresses_are_shared: bool,
) -> Vec<(&'static Stretch, Option<&UserCursor>)> {
    let dated = cursor.is_none_or(|c| c.at.is_some());
    match sort {
        UserSort::CreatedDown => vec![(&CREATED_DOWN, cursor)],
        UserSort::CreatedUp => vec![(&CREATED_UP, cursor)],
        UserSort::EmailDown if addresses_are_shared => vec![(&SHARED_DOWN, cursor)],
        UserSort::EmailUp if addresses_are_shared => vec![(&SHARED_UP, cursor)],
        UserSort::EmailDown => vec![(&EMAIL_DOWN, cursor)],
        UserSort::EmailUp => vec![(&EMAIL_UP, cursor)],
        UserSort::SeenDown if dated => vec![(&SEEN_DOWN, cursor), (&NEVER_DOWN, None)],
        UserSort::SeenDown => vec![(&NEVER_DOWN, cursor)],
        UserSort::SeenUp if dated && cursor.is_some() => vec![(&SEEN_UP, cursor)],
        UserSort::SeenUp => vec![(&NEVER_UP, cursor), (&SEEN_UP, None)],
    }
}

fn cursor_of(sort: UserSort, row: &Listed) -> UserCursor {
    let user = &row.line.user;
    let (at, email) = match sort {
        UserSort::CreatedDown | UserSort::CreatedUp => (Some(user.created_at), None),
        UserSort::SeenDown | UserSort::SeenUp => (user.last_sign_in_at, None),
        UserSort::EmailDown | UserSort::EmailUp => (None, Some(row.email_key.clone())),
    };
    UserCursor {
        at,
        email,
        id: user.id.clone(),
    }
}

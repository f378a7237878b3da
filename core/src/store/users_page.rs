//! The users list: keyset pages over an indexed pair, whatever the filter.

use super::Directory;
use super::users::user_columns;
use crate::db::{Conn, Filter, Statement, Value, sql};
use crate::error::Result;
use crate::model::{
    FactorFilter, Page, Side, Standing, UserCursor, UserFilter, UserLine, UserSort,
};

const LIST: &str = concat!(
    "SELECT ",
    user_columns!(),
    ", (SELECT count(*) FROM {totp_factor} f WHERE {f.totp_factor.user_id} = {u.user.id}
        AND {f.totp_factor.confirmed_at} IS NOT NULL) AS totp,
    (SELECT count(*) FROM {passkey} p WHERE {p.passkey.user_id} = {u.user.id}) AS passkeys,
    (SELECT count(*) FROM {session} s WHERE {s.session.user_id} = {u.user.id}
        AND {s.session.revoked_at} IS NULL AND {s.session.expires_at} > $1) AS sessions,
    {u.user.email_normalized} AS email_key FROM {user} u WHERE TRUE"
);

/// A confirmed authenticator of `u`.
macro_rules! totp {
    () => {
        "(SELECT 1 FROM {totp_factor} f WHERE {f.totp_factor.user_id} = {u.user.id}
            AND {f.totp_factor.confirmed_at} IS NOT NULL)"
    };
}

/// A passkey of `u`.
macro_rules! passkey {
    () => {
        "(SELECT 1 FROM {passkey} p WHERE {p.passkey.user_id} = {u.user.id})"
    };
}

#[derive(sqlx::FromRow)]
struct Listed {
    #[sqlx(flatten)]
    line: UserLine,
    email_key: String,
}

/// One stretch of a sorted list: a page by last sign-in has two, the dated and the never seen.
struct Stretch {
    only: &'static str,
    after: &'static str,
    order: &'static str,
}

const CREATED_DOWN: Stretch = Stretch {
    only: "",
    after: " AND ({u.user.created_at}, {u.user.id}) < (?, ?)",
    order: " ORDER BY {u.user.created_at} DESC, {u.user.id} DESC LIMIT ?",
};
const CREATED_UP: Stretch = Stretch {
    only: "",
    after: " AND ({u.user.created_at}, {u.user.id}) > (?, ?)",
    order: " ORDER BY {u.user.created_at}, {u.user.id} LIMIT ?",
};
const EMAIL_DOWN: Stretch = Stretch {
    only: "",
    after: " AND {u.user.email_normalized} < ?",
    order: " ORDER BY {u.user.email_normalized} DESC LIMIT ?",
};
const EMAIL_UP: Stretch = Stretch {
    only: "",
    after: " AND {u.user.email_normalized} > ?",
    order: " ORDER BY {u.user.email_normalized} LIMIT ?",
};
const SEEN_DOWN: Stretch = Stretch {
    only: " AND {u.user.last_sign_in_at} IS NOT NULL",
    after: " AND ({u.user.last_sign_in_at}, {u.user.id}) < (?, ?)",
    order: " ORDER BY {u.user.last_sign_in_at} DESC NULLS LAST, {u.user.id} DESC LIMIT ?",
};
const SEEN_UP: Stretch = Stretch {
    only: " AND {u.user.last_sign_in_at} IS NOT NULL",
    after: " AND ({u.user.last_sign_in_at}, {u.user.id}) > (?, ?)",
    order: " ORDER BY {u.user.last_sign_in_at} NULLS FIRST, {u.user.id} LIMIT ?",
};
const NEVER_DOWN: Stretch = Stretch {
    only: " AND {u.user.last_sign_in_at} IS NULL",
    after: " AND {u.user.id} < ?",
    order: " ORDER BY {u.user.id} DESC LIMIT ?",
};
const NEVER_UP: Stretch = Stretch {
    only: " AND {u.user.last_sign_in_at} IS NULL",
    after: " AND {u.user.id} > ?",
    order: " ORDER BY {u.user.id} LIMIT ?",
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
        let wanted = limit + 1;
        let mut rows: Vec<Listed> = Vec::with_capacity(wanted);
        for (stretch, from) in plan(sort, cursor) {
            if rows.len() < wanted {
                rows.extend(
                    self.stretch(filter, stretch, from, wanted - rows.len())
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
        filter: &UserFilter,
        stretch: &Stretch,
        from: Option<&UserCursor>,
        limit: usize,
    ) -> Result<Vec<Listed>> {
        let layout = self.layout();
        let mut statement: Statement = sql(LIST).bind(layout.at(self.now())).push(stretch.only, []);
        if let Some(cursor) = from {
            statement = match (cursor.at, &cursor.email) {
                (Some(at), _) => {
                    statement.push(stretch.after, [layout.at(at), Value::from(&cursor.id.0)])
                }
                (None, Some(email)) => statement.push(stretch.after, [Value::from(email)]),
                (None, None) => statement.push(stretch.after, [Value::from(&cursor.id.0)]),
            };
        }
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.db()
            .all(
                statement
                    .filter(conditions(self, filter))
                    .push(stretch.order, [Value::from(limit)]),
            )
            .await
    }
}

/// The stretches a page is read from, each with the cursor it begins after.
fn plan(
    sort: UserSort,
    cursor: Option<&UserCursor>,
) -> Vec<(&'static Stretch, Option<&UserCursor>)> {
    let dated = cursor.is_none_or(|c| c.at.is_some());
    match sort {
        UserSort::CreatedDown => vec![(&CREATED_DOWN, cursor)],
        UserSort::CreatedUp => vec![(&CREATED_UP, cursor)],
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

/// The filter as conditions on `u`.
pub(super) fn conditions(directory: &Directory, filter: &UserFilter) -> Filter {
    let layout = directory.layout();
    let mut on = Filter::default();
    if let Some(standing) = filter.standing {
        standing_is(&mut on, standing, &layout.at(directory.now()));
    }
    if let Some(factors) = filter.factors {
        on.add(match factors {
            FactorFilter::None => {
                concat!(" AND NOT EXISTS ", totp!(), " AND NOT EXISTS ", passkey!())
            }
            FactorFilter::Totp => concat!(" AND EXISTS ", totp!()),
            FactorFilter::Passkey => concat!(" AND EXISTS ", passkey!()),
            FactorFilter::Any => concat!(" AND (EXISTS ", totp!(), " OR EXISTS ", passkey!(), ")"),
        });
    }
    match filter.seen {
        Some(Side::Since(at)) => drop(on.with(" AND {u.user.last_sign_in_at} >= ?", layout.at(at))),
        Some(Side::Before(at)) => {
            on.with(
                " AND ({u.user.last_sign_in_at} < ? OR {u.user.last_sign_in_at} IS NULL)",
                layout.at(at),
            );
        }
        None => {}
    }
    match filter.created {
        Some(Side::Since(at)) => drop(on.with(" AND {u.user.created_at} >= ?", layout.at(at))),
        Some(Side::Before(at)) => drop(on.with(" AND {u.user.created_at} < ?", layout.at(at))),
        None => {}
    }
    if let Some(role) = &filter.role {
        on.with(
            " AND EXISTS (SELECT 1 FROM {membership} m WHERE {m.membership.user_id} = {u.user.id}
                AND {m.membership.role} = ?)",
            role,
        );
    }
    if let Some(tenant) = &filter.tenant {
        on.with(
            " AND EXISTS (SELECT 1 FROM {membership} m JOIN {tenant} t ON {t.tenant.id} = {m.membership.tenant_id}
                WHERE {m.membership.user_id} = {u.user.id} AND {t.tenant.slug} = ?)",
            tenant,
        );
    }
    if let Some(text) = &filter.text {
        on.with(" AND {u.user.email_normalized} >= ?", text);
        // The end of the range of addresses that begin so: no LIKE, so the plain unique index serves it.
        on.with(
            " AND {u.user.email_normalized} < ?",
            format!("{text}\u{10FFFF}"),
        );
    }
    on
}

fn standing_is(on: &mut Filter, standing: Standing, now: &Value) {
    const UNLOCKED: &str = " AND {u.user.status} = 'active' AND ({u.user.locked_at} IS NULL OR {u.user.locked_until} <= ?)";
    match standing {
        Standing::Locked => drop(on.with(
            " AND {u.user.status} = 'active' AND {u.user.locked_at} IS NOT NULL
                AND ({u.user.locked_until} IS NULL OR {u.user.locked_until} > ?)",
            now.clone(),
        )),
        Standing::Unverified => drop(
            on.with(UNLOCKED, now.clone())
                .add(" AND {u.user.email_verified_at} IS NULL"),
        ),
        Standing::Active => drop(
            on.with(UNLOCKED, now.clone())
                .add(" AND {u.user.email_verified_at} IS NOT NULL"),
        ),
        Standing::Invited | Standing::Disabled | Standing::Erased => {
            on.with(" AND {u.user.status} = ?", standing.word());
        }
    }
}

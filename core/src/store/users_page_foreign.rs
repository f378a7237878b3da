//! A page of another library's users. Nobody knows what its application has indexes for, so what stands beside a user is
//! read once for the page and never once for each of its rows.

use super::Directory;
use super::users::user_columns;
use super::users_filter::{Narrowed, Seen};
use super::users_page::{Listed, Stretch};
use crate::db::{Conn, Statement, Value, sql};
use crate::error::Result;
use crate::model::UserCursor;

const PAGE: &str = "WITH page AS MATERIALIZED (SELECT {u.user.id} AS id FROM {user} u WHERE TRUE";

// Sorted by what the sessions say, which are read once and not asked for each user. `coalesce` keeps the grouping from
// following an index of users, which fetches every session from another place: as they lie, half the time.
const PAGE_SEEN: &str = "WITH seen AS MATERIALIZED (
    SELECT coalesce({s.session.user_id}, {s.session.user_id}) AS id, max({s.session.created_at}) AS at FROM {session} s
        WHERE {s.session.created_at} IS NOT NULL GROUP BY coalesce({s.session.user_id}, {s.session.user_id})),
    page AS MATERIALIZED (SELECT {u.user.id} AS id FROM seen JOIN {user} u ON {u.user.id} = seen.id WHERE TRUE";

macro_rules! beside {
    ($seen:literal) => {
        concat!(
            " LIMIT ?) SELECT ",
            user_columns!($seen),
            ", coalesce(tf.n, 0) AS totp, coalesce(pk.n, 0) AS passkeys, coalesce(se.n, 0) AS sessions,
            {u.user.email_normalized} AS email_key FROM {user} u
            LEFT JOIN (SELECT {f.totp_factor.user_id} AS id, count(*) AS n FROM {totp_factor} f
                WHERE {f.totp_factor.user_id} IN (SELECT id FROM page) AND {f.totp_factor.confirmed_at} IS NOT NULL
                GROUP BY {f.totp_factor.user_id}) tf ON tf.id = {u.user.id}
            LEFT JOIN (SELECT {p.passkey.user_id} AS id, count(*) AS n FROM {passkey} p
                WHERE {p.passkey.user_id} IN (SELECT id FROM page)
                GROUP BY {p.passkey.user_id}) pk ON pk.id = {u.user.id}
            LEFT JOIN (SELECT {s.session.user_id} AS id, max({s.session.created_at}) AS newest,
                count(CASE WHEN {s.session.revoked_at} IS NULL AND {s.session.expires_at} > ? THEN 1 END) AS n
                FROM {session} s WHERE {s.session.user_id} IN (SELECT id FROM page)
                GROUP BY {s.session.user_id}) se ON se.id = {u.user.id}
            WHERE {u.user.id} IN (SELECT id FROM page)"
        )
    };
}

const BESIDE: &str = beside!("{@u.user.last_sign_in_at}");
const BESIDE_SEEN: &str = beside!("se.newest");

/// A stretch of a list by the sessions: the order of the ids, and that of the page.
struct Dated {
    after: &'static str,
    order: &'static str,
    page: &'static str,
}

const SEEN_DOWN: Dated = Dated {
    after: " AND (seen.at, {u.user.id}) < (?, ?)",
    order: " ORDER BY seen.at DESC, {u.user.id} DESC",
    page: " ORDER BY se.newest DESC, {u.user.id} DESC",
};
const SEEN_UP: Dated = Dated {
    after: " AND (seen.at, {u.user.id}) > (?, ?)",
    order: " ORDER BY seen.at, {u.user.id}",
    page: " ORDER BY se.newest, {u.user.id}",
};
const NEVER_DOWN: Dated = Dated {
    after: " AND {u.user.id} < ?",
    order: " ORDER BY {u.user.id} DESC",
    page: " ORDER BY {u.user.id} DESC",
};
const NEVER_UP: Dated = Dated {
    after: " AND {u.user.id} > ?",
    order: " ORDER BY {u.user.id}",
    page: " ORDER BY {u.user.id}",
};

impl Directory {
    /// One stretch of a page, from the cursor on.
    pub(super) async fn foreign_stretch(
        &self,
        filter: &Narrowed<'_>,
        stretch: &Stretch,
        from: Option<&UserCursor>,
        limit: i64,
    ) -> Result<Vec<Listed>> {
        let layout = self.layout();
        let by_sessions = layout.dates_by_sessions();
        let (after, order, page) = match (stretch.seen, by_sessions) {
            (Seen::Either, _) | (_, false) => (stretch.after, stretch.order, stretch.order),
            (seen, true) => {
                let dated = match (seen, stretch.is_down) {
                    (Seen::Never, true) => &NEVER_DOWN,
                    (Seen::Never, false) => &NEVER_UP,
                    (_, true) => &SEEN_DOWN,
                    (_, false) => &SEEN_UP,
                };
                (dated.after, dated.order, dated.page)
            }
        };
        let is_joined = by_sessions && stretch.seen == Seen::Dated;
        let mut statement: Statement = sql(if is_joined { PAGE_SEEN } else { PAGE });
        if let Some(cursor) = from {
            let id = Value::from(&cursor.id.0);
            statement = match (cursor.at, &cursor.email) {
                (Some(at), _) => statement.push(after, [layout.at(at), id]),
                (None, Some(email)) => statement.push(after, [Value::from(email), id]),
                (None, None) => statement.push(after, [id]),
            };
        }
        let beside = if by_sessions { BESIDE_SEEN } else { BESIDE };
        let values = [Value::from(limit), layout.at(self.now())];
        let statement = statement
            .filter(filter.conditions(self, stretch.seen))
            .push(order, [])
            .push(beside, values)
            .push(page, []);
        self.db().all(statement).await
    }
}

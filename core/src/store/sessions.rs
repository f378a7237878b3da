//! A user's sessions.

use super::Directory;
use crate::db::{Conn, Int, Statement, Value, sql};
use crate::error::Result;
use crate::model::{Page, Session, SessionId, TimeCursor, UserId};

macro_rules! session_columns {
    () => {
        "{s.session.id} AS id, {s.session.user_id} AS user_id, {s.session.aal} AS aal,
        {@s.session.factor_at} AS factor_at, {s.session.user_agent} AS user_agent, {s.session.ip_hash} AS ip_hash,
        {@s.session.created_at} AS created_at, {@s.session.seen_at} AS seen_at,
        {@s.session.idle_from} AS idle_from, {@s.session.expires_at} AS expires_at, {@s.session.revoked_at} AS revoked_at,
        {s.session.revoked_why} AS revoked_why"
    };
}

pub(super) use session_columns;

const OF_USER: &str = concat!(
    "SELECT ",
    session_columns!(),
    " FROM {session} s WHERE {s.session.user_id} = $1"
);
const BY_ID: &str = concat!(
    "SELECT ",
    session_columns!(),
    " FROM {session} s WHERE {s.session.id} = $1"
);

const LIVE: &str = "SELECT count(*) FROM {session} s WHERE {s.session.user_id} = $1
    AND {s.session.revoked_at} IS NULL AND {s.session.expires_at} > $2";

impl Directory {
    /// A page of a user's sessions, newest first; ended and expired ones too.
    pub async fn sessions_of(
        &self,
        user: &UserId,
        cursor: Option<&TimeCursor>,
        limit: usize,
    ) -> Result<Page<Session, TimeCursor>> {
        page(self, sql(OF_USER).bind(&user.0), cursor, limit).await
    }

    /// How many sessions of a user live now.
    pub async fn live_sessions_of(&self, user: &UserId) -> Result<i64> {
        count_live(&mut self.db(), self, user).await
    }

    /// One session.
    pub async fn session(&self, id: &SessionId) -> Result<Option<Session>> {
        session_in(&mut self.db(), id).await
    }
}

/// As [`Directory::sessions_of`], only those that live.
pub(crate) async fn live_page_of(
    directory: &Directory,
    user: &UserId,
    cursor: Option<&TimeCursor>,
    limit: usize,
) -> Result<Page<Session, TimeCursor>> {
    let (layout, now) = (directory.layout(), directory.now());
    let idle = now.minus(Session::IDLE_LIMIT);
    let statement = sql(OF_USER).bind(&user.0).push(
        " AND {s.session.revoked_at} IS NULL AND {s.session.expires_at} > ?
            AND ({s.session.idle_from} IS NULL OR {s.session.idle_from} > ?)",
        [layout.at(now), layout.at(idle)],
    );
    page(directory, statement, cursor, limit).await
}

async fn page(
    directory: &Directory,
    mut statement: Statement,
    cursor: Option<&TimeCursor>,
    limit: usize,
) -> Result<Page<Session, TimeCursor>> {
    if let Some(cursor) = cursor {
        statement = statement.push(
            " AND ({s.session.created_at}, {s.session.id}) < (?, ?)",
            [directory.layout().at(cursor.at), Value::from(&cursor.id)],
        );
    }
    let wanted = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
    let order = " ORDER BY {s.session.created_at} DESC, {s.session.id} DESC LIMIT ?";
    let statement = statement.push(order, [Value::from(wanted)]);
    let mut rows: Vec<Session> = directory.db().all(statement).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|s| TimeCursor {
        at: s.created_at,
        id: s.id.0.clone(),
    });
    Ok(Page { rows, next })
}

/// As [`Directory::session`], inside a transaction.
pub(crate) async fn session_in(on: &mut impl Conn, id: &SessionId) -> Result<Option<Session>> {
    let mut statement = sql(BY_ID).bind(&id.0);
    if let Some((user, _)) = id.printed() {
        // A fingerprint is made for each row that is looked at: only this user's are.
        let of_user = " AND CAST({s.session.user_id} AS TEXT) = ?";
        statement = statement.push(of_user, [Value::from(user)]);
    }
    on.optional(statement).await
}

/// As [`Directory::live_sessions_of`], inside a transaction.
pub(crate) async fn count_live(
    on: &mut impl Conn,
    directory: &Directory,
    user: &UserId,
) -> Result<i64> {
    let now = directory.layout().at(directory.now());
    let (count,): (Int,) = on.one(sql(LIVE).bind(&user.0).bind(now)).await?;
    Ok(count.0)
}

//! Sessions as flows begin them, with the first refresh token of their family; used, and proved again.

use crate::crypto::ip_hash::IpHash;
use crate::crypto::token::TokenHash;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::{Edit, Layout};
use crate::model::{Id, Session, SessionId, Ts, UserId};
use crate::store::accounts::users::{is_open, open_at};
use crate::store::sessions::session_columns;

const BEGIN: &str = "INSERT INTO {session} ({session.id}, {session.user_id}, {session.token_hash}, {session.aal},
    {session.factor_at}, {session.ip_hash}, {session.ip_key_version}, {session.user_agent}, {session.created_at},
    {session.seen_at}, {session.expires_at}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)";

const FIRST: &str = "INSERT INTO {refresh_token} ({refresh_token.id}, {refresh_token.session_id},
    {refresh_token.family_id}, {refresh_token.token_hash}, {refresh_token.created_at}, {refresh_token.expires_at})
    VALUES ($1, $2, $1, $3, $4, $5)";

const BY_TOKEN: &str = concat!(
    "SELECT ",
    session_columns!(),
    " FROM {session} s WHERE {s.session.token_hash} = $1"
);

const HELD: &str = concat!(
    "SELECT ",
    session_columns!(),
    ", ",
    is_open!(),
    " AS is_open FROM {session} s JOIN {user} u ON {u.user.id} = {s.session.user_id} WHERE {s.session.token_hash} = $1"
);

const TOUCH: &str = "UPDATE {session} SET {session.seen_at} = $2, {session.expires_at} = $3
    WHERE {session.id} = $1 AND {session.revoked_at} IS NULL AND {session.expires_at} > $2";

const STEPPED_UP: &str =
    "UPDATE {session} SET {session.aal} = 2, {session.factor_at} = $2, {session.seen_at} = $2
    WHERE {session.id} = $1 AND {session.revoked_at} IS NULL AND {session.expires_at} > $2";

/// A session about to begin.
#[derive(Debug)]
pub(crate) struct NewSession<'a> {
    pub(crate) id: &'a SessionId,
    pub(crate) user: &'a UserId,
    pub(crate) token: TokenHash,
    /// Authenticator assurance level (NIST 800-63B), and when a second factor was shown.
    pub(crate) aal: i64,
    pub(crate) factor_at: Option<Ts>,
    pub(crate) network: Option<IpHash>,
    pub(crate) user_agent: Option<&'a str>,
    pub(crate) expires_at: Ts,
}

pub(crate) async fn begin(edit: &mut Edit<'_>, new: &NewSession<'_>) -> Result<()> {
    let statement = sql(BEGIN)
        .bind(&new.id.0)
        .bind(&new.user.0)
        .bind(*new.token.as_bytes())
        .bind(new.aal)
        .bind(edit.layout.at_opt(new.factor_at))
        .bind(new.network.map(|n| n.as_bytes().to_vec()))
        .bind(new.network.map(|n| i64::from(n.key_version().0)))
        .bind(new.user_agent)
        .bind(edit.now())
        .bind(edit.layout.at(new.expires_at));
    edit.tx.execute(statement).await.map(drop)
}

/// Begins the family: its first token is its own family.
pub(crate) async fn first_refresh(
    edit: &mut Edit<'_>,
    id: &Id,
    session: &SessionId,
    token: TokenHash,
    expires_at: Ts,
) -> Result<()> {
    let statement = sql(FIRST)
        .bind(id)
        .bind(&session.0)
        .bind(*token.as_bytes())
        .bind(edit.now())
        .bind(edit.layout.at(expires_at));
    edit.tx.execute(statement).await.map(drop)
}

/// The session a session token stands for, live or not.
pub(crate) async fn by_token(on: &mut impl Conn, token: TokenHash) -> Result<Option<Session>> {
    on.optional(sql(BY_TOKEN).bind(*token.as_bytes())).await
}

/// A session with whether its user may use one.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Held {
    #[sqlx(flatten)]
    pub(crate) session: Session,
    pub(crate) is_open: bool,
}

/// As [`by_token`], with whether the user may use a session at all.
pub(crate) async fn held(
    on: &mut impl Conn,
    layout: &Layout,
    token: TokenHash,
    now: Ts,
) -> Result<Option<Held>> {
    let statement = sql(HELD).bind(*token.as_bytes());
    on.optional(open_at(layout, statement, now)).await
}

/// Notes that a live session is used, and when it ends from here; false when it is over.
pub(crate) async fn touch(
    edit: &mut Edit<'_>,
    session: &SessionId,
    expires_at: Ts,
) -> Result<bool> {
    let statement = sql(TOUCH)
        .bind(&session.0)
        .bind(edit.now())
        .bind(edit.layout.at(expires_at));
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Notes that a second factor was shown just now; false when the session is over.
pub(crate) async fn stepped_up(edit: &mut Edit<'_>, session: &SessionId) -> Result<bool> {
    let statement = sql(STEPPED_UP).bind(&session.0).bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

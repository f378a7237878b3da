//! Refresh tokens: shown, spent once, followed by one other, and traced back when one is shown again.

use crate::crypto::token::TokenHash;
use crate::db::{Conn, Engine, Int, Tx, sql};
use crate::error::{Error, Result};
use crate::layout::Edit;
use crate::model::{Id, Session, SessionId, Ts};
use crate::store::accounts::users::{is_open, open_at};
use crate::store::sessions::session_columns;

const SHOWN: &str = concat!(
    "SELECT {r.refresh_token.id} AS link, {r.refresh_token.family_id} AS family, ",
    session_columns!(),
    ", ",
    is_open!(),
    " AS is_open FROM {refresh_token} r JOIN {session} s ON {s.session.id} = {r.refresh_token.session_id}
    JOIN {user} u ON {u.user.id} = {s.session.user_id} WHERE {r.refresh_token.token_hash} = $1"
);

// One statement decides: of two at the same moment only one finds it unused.
const SPEND: &str = "UPDATE {refresh_token} SET {refresh_token.used_at} = $2
    WHERE {refresh_token.id} = $1 AND {refresh_token.used_at} IS NULL AND {refresh_token.revoked_at} IS NULL
    AND {refresh_token.expires_at} > $2";

const USED: &str = "SELECT {@r.refresh_token.used_at} AS used_at FROM {refresh_token} r
    WHERE {r.refresh_token.id} = $1";

const FOLLOW: &str = "INSERT INTO {refresh_token} ({refresh_token.id}, {refresh_token.session_id},
    {refresh_token.family_id}, {refresh_token.parent_id}, {refresh_token.token_hash}, {refresh_token.created_at},
    {refresh_token.expires_at}) VALUES ($1, $2, $3, $4, $5, $6, $7)";

// The newest first: what was made of the last token that was spent is at hand, however long the family is.
const CHILD: &str =
    "SELECT {r.refresh_token.id} AS id, {r.refresh_token.token_hash} AS hash FROM {refresh_token} r
    WHERE {r.refresh_token.session_id} = $1 AND {r.refresh_token.parent_id} = $2
    AND {r.refresh_token.used_at} IS NULL AND {r.refresh_token.revoked_at} IS NULL
    AND {r.refresh_token.expires_at} > $3
    ORDER BY {r.refresh_token.created_at} DESC, {r.refresh_token.id} DESC LIMIT 1";

// UNION, not UNION ALL: rows that name each other in a circle end it.
const TRAIL: &str = "WITH RECURSIVE line (id, parent) AS (
        SELECT {r.refresh_token.id}, {r.refresh_token.parent_id} FROM {refresh_token} r
            WHERE {r.refresh_token.id} = $1
        UNION SELECT {p.refresh_token.id}, {p.refresh_token.parent_id} FROM line
            JOIN {refresh_token} p ON {p.refresh_token.id} = line.parent
    ) SELECT (SELECT count(*) FROM line) AS position, (SELECT count(*) FROM {refresh_token} f
        WHERE {f.refresh_token.family_id} = $2) AS links";

/// A refresh token as somebody showed it, with its session.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Shown {
    /// The token's row.
    pub(crate) link: Id,
    pub(crate) family: Id,
    #[sqlx(flatten)]
    pub(crate) session: Session,
    /// Whether the user may use a session at all.
    pub(crate) is_open: bool,
}

/// Where in its family a token stands.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(crate) struct Trail {
    /// Counted from 1, the token a sign-in gave.
    #[sqlx(try_from = "Int")]
    pub(crate) position: i64,
    #[sqlx(try_from = "Int")]
    pub(crate) links: i64,
}

/// The token's row with its session, live or not; the session's row is held until the transaction ends.
///
/// Whoever ends a session takes its row first as well, so that the end comes before a rotation or after it, and then
/// finds the token the rotation made. What is read of the token may be older than the lock: [`spend`] decides.
pub(crate) async fn shown(edit: &mut Edit<'_>, token: TokenHash) -> Result<Option<Shown>> {
    let statement = sql(SHOWN).bind(*token.as_bytes());
    let mut statement = open_at(edit.layout, statement, edit.now);
    // SQLite's transaction is alone already.
    if edit.tx.engine() == Engine::Postgres {
        statement = statement.push(" FOR NO KEY UPDATE OF s", []);
    }
    edit.tx.optional(statement).await
}

/// Uses it up; false when it was used, revoked or expired before.
pub(crate) async fn spend(edit: &mut Edit<'_>, link: &Id) -> Result<bool> {
    let statement = sql(SPEND).bind(link).bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

/// When it was used, as it stands now.
pub(crate) async fn used_at(on: &mut impl Conn, link: &Id) -> Result<Option<Ts>> {
    let row: Option<(Option<Ts>,)> = on.optional(sql(USED).bind(link)).await?;
    Ok(row.and_then(|(used_at,)| used_at))
}

/// Stores the token that follows `parent`.
pub(crate) async fn follow(
    edit: &mut Edit<'_>,
    id: &Id,
    parent: &Shown,
    token: TokenHash,
    expires_at: Ts,
) -> Result<()> {
    let statement = sql(FOLLOW)
        .bind(id)
        .bind(&parent.session.id.0)
        .bind(&parent.family)
        .bind(&parent.link)
        .bind(*token.as_bytes())
        .bind(edit.now())
        .bind(edit.layout.at(expires_at));
    edit.tx.execute(statement).await.map(drop)
}

/// The token that follows `parent`, as long as nobody has used it.
pub(crate) async fn unused_child(
    edit: &mut Edit<'_>,
    session: &SessionId,
    parent: &Id,
) -> Result<Option<(Id, TokenHash)>> {
    let statement = sql(CHILD).bind(&session.0).bind(parent).bind(edit.now());
    let row: Option<(Id, Vec<u8>)> = edit.tx.optional(statement).await?;
    row.map(|(id, hash)| Ok((id, TokenHash::from_stored(&hash).map_err(Error::from)?)))
        .transpose()
}

/// Where in its family it stands.
pub(crate) async fn trail(tx: &mut Tx, shown: &Shown) -> Result<Trail> {
    tx.one(sql(TRAIL).bind(&shown.link).bind(&shown.family))
        .await
}

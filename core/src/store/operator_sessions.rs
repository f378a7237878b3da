//! Operators' sessions: as the checks need them, read afresh for every action and never trusted from memory; begun,
//! ended, listed.

use uuid::Uuid;

use super::Directory;
use crate::crypto::token::TokenHash;
use crate::db::{Conn, Int, sql};
use crate::error::Result;
use crate::model::{OperatorId, OperatorRole, OperatorSession, OperatorStatus, Ts};

macro_rules! standing {
    () => {
        "SELECT s.id AS id, o.id AS operator_id, o.name AS name, o.email AS email, o.role AS role,
        o.status AS status, s.seen_at AS seen_at, s.expires_at AS expires_at, s.factor_at AS factor_at,
        s.ended_at AS ended_at
        FROM {w}operator_sessions s JOIN {w}operators o ON o.id = s.operator_id "
    };
}

const STANDING: &str = concat!(standing!(), "WHERE s.id = $1");
const BY_TOKEN: &str = concat!(standing!(), "WHERE s.token_hash = $1");

const BEGIN: &str = "INSERT INTO {w}operator_sessions (id, operator_id, token_hash, created_at, seen_at, expires_at,
    factor_at, host) VALUES ($1, $2, $3, $4, $4, $5, $4, $6)";

const END: &str = "UPDATE {w}operator_sessions SET ended_at = $2, ended_why = $3 WHERE id = $1 AND ended_at IS NULL";

const END_ALL: &str = "UPDATE {w}operator_sessions SET ended_at = $2, ended_why = $3
    WHERE operator_id = $1 AND ended_at IS NULL AND expires_at > $2";

const LIVE: &str = "SELECT count(*) FROM {w}operator_sessions
    WHERE operator_id = $1 AND ended_at IS NULL AND expires_at > $2";

const STEPPED_UP: &str =
    "UPDATE {w}operator_sessions SET factor_at = $2 WHERE id = $1 AND ended_at IS NULL";

const LIST: &str =
    "SELECT id, operator_id, created_at, seen_at, expires_at, factor_at, host, ended_at, ended_why
    FROM {w}operator_sessions WHERE operator_id = $1 ORDER BY created_at DESC, id DESC LIMIT 100";

const TOUCH: &str = "UPDATE {w}operator_sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2";

const SERVICE: &str = "SELECT name, role, actions, may_do_sensitive, expires_at, revoked_at
    FROM {w}service_tokens WHERE id = $1";

/// An operator's session with the operator it belongs to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct SessionStanding {
    pub(crate) id: Uuid,
    pub(crate) operator_id: OperatorId,
    pub(crate) name: String,
    pub(crate) email: Option<String>,
    pub(crate) role: OperatorRole,
    pub(crate) status: OperatorStatus,
    pub(crate) seen_at: Ts,
    pub(crate) expires_at: Ts,
    pub(crate) factor_at: Option<Ts>,
    pub(crate) ended_at: Option<Ts>,
}

/// A service token as the checks need it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct TokenStanding {
    pub(crate) name: String,
    pub(crate) role: OperatorRole,
    pub(crate) actions: sqlx::types::Json<Vec<String>>,
    pub(crate) may_do_sensitive: bool,
    pub(crate) expires_at: Ts,
    pub(crate) revoked_at: Option<Ts>,
}

pub(crate) async fn session(on: &mut impl Conn, id: Uuid) -> Result<Option<SessionStanding>> {
    on.optional(sql(STANDING).bind(id)).await
}

pub(crate) async fn by_token(
    on: &mut impl Conn,
    hash: &TokenHash,
) -> Result<Option<SessionStanding>> {
    on.optional(sql(BY_TOKEN).bind(*hash.as_bytes())).await
}

/// A session about to begin, with a second factor just shown.
pub(crate) struct NewSession<'a> {
    pub(crate) id: Uuid,
    pub(crate) operator: &'a OperatorId,
    pub(crate) hash: TokenHash,
    pub(crate) host: Option<String>,
    pub(crate) at: Ts,
    pub(crate) expires_at: Ts,
}

pub(crate) async fn begin(on: &mut impl Conn, new: NewSession<'_>) -> Result<()> {
    let statement = sql(BEGIN)
        .bind(new.id)
        .bind(&new.operator.0)
        .bind(*new.hash.as_bytes())
        .bind(new.at)
        .bind(new.expires_at)
        .bind(new.host);
    on.execute(statement).await.map(drop)
}

pub(crate) async fn end(on: &mut impl Conn, id: Uuid, at: Ts, why: &str) -> Result<u64> {
    on.execute(sql(END).bind(id).bind(at).bind(why)).await
}

/// Ends every session of an operator; how many lived.
pub(crate) async fn end_all(on: &mut impl Conn, of: &OperatorId, at: Ts, why: &str) -> Result<u64> {
    on.execute(sql(END_ALL).bind(&of.0).bind(at).bind(why))
        .await
}

pub(crate) async fn count_live(on: &mut impl Conn, of: &OperatorId, now: Ts) -> Result<i64> {
    let (count,): (Int,) = on.one(sql(LIVE).bind(&of.0).bind(now)).await?;
    Ok(count.0)
}

/// Notes a second factor shown in this session, and in no other.
pub(crate) async fn stepped_up(on: &mut impl Conn, id: Uuid, at: Ts) -> Result<u64> {
    on.execute(sql(STEPPED_UP).bind(id).bind(at)).await
}

impl Directory {
    /// An operator's latest hundred sessions, newest first.
    pub async fn operator_sessions(&self, of: &OperatorId) -> Result<Vec<OperatorSession>> {
        self.db().all(sql(LIST).bind(&of.0)).await
    }
}

/// Moves the idle clock of a session.
pub(crate) async fn touch(on: &mut impl Conn, id: Uuid, now: Ts) -> Result<u64> {
    on.execute(sql(TOUCH).bind(id).bind(now)).await
}

pub(crate) async fn service_token(on: &mut impl Conn, id: Uuid) -> Result<Option<TokenStanding>> {
    on.optional(sql(SERVICE).bind(id)).await
}

//! An operator's session as the checks need it: read afresh for every action, never trusted from memory.

use uuid::Uuid;

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::model::{OperatorId, OperatorRole, OperatorStatus, Ts};

const STANDING: &str =
    "SELECT o.id AS operator_id, o.name AS name, o.email AS email, o.role AS role,
    o.status AS status, s.seen_at AS seen_at, s.expires_at AS expires_at, s.factor_at AS factor_at,
    s.ended_at AS ended_at
    FROM {w}operator_sessions s JOIN {w}operators o ON o.id = s.operator_id WHERE s.id = $1";

const TOUCH: &str = "UPDATE {w}operator_sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2";

const SERVICE: &str = "SELECT name, role, actions, may_do_sensitive, expires_at, revoked_at
    FROM {w}service_tokens WHERE id = $1";

/// An operator's session with the operator it belongs to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct SessionStanding {
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

/// Moves the idle clock of a session.
pub(crate) async fn touch(on: &mut impl Conn, id: Uuid, now: Ts) -> Result<u64> {
    on.execute(sql(TOUCH).bind(id).bind(now)).await
}

pub(crate) async fn service_token(on: &mut impl Conn, id: Uuid) -> Result<Option<TokenStanding>> {
    on.optional(sql(SERVICE).bind(id)).await
}

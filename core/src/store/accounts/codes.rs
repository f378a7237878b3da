//! Recovery codes as flows check them: those of the set that counts, each used once.

use crate::db::{Conn, Int, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{CodeSetId, CodeSetKind, UserId};

const COUNTING: &str =
    "SELECT {c.code_set.id} AS set_id, {c.code_set.kind} AS kind, {c.code_set.salt} AS salt,
    {k.code.position} AS position, {k.code.code_hash} AS code_hash
    FROM {code_set} c JOIN {code} k ON {k.code.set_id} = {c.code_set.id}
    WHERE {c.code_set.user_id} = $1 AND {c.code_set.state} = 'active' AND {k.code.used_at} IS NULL
    AND ({c.code_set.expires_at} IS NULL OR {c.code_set.expires_at} > $2) ORDER BY {k.code.position}";

// One statement decides: of two showings of one code, or one and a reissue, only one counts.
const USE: &str = "UPDATE {code} SET {code.used_at} = $3
    WHERE {code.set_id} = $1 AND {code.position} = $2 AND {code.used_at} IS NULL
    AND EXISTS (SELECT 1 FROM {code_set} c WHERE {c.code_set.id} = $1 AND {c.code_set.state} = 'active'
        AND ({c.code_set.expires_at} IS NULL OR {c.code_set.expires_at} > $3))";

/// An unused code of the set that counts.
#[derive(Clone, sqlx::FromRow)]
pub(crate) struct UnusedCode {
    pub(crate) set_id: CodeSetId,
    pub(crate) kind: CodeSetKind,
    pub(crate) salt: Vec<u8>,
    pub(crate) position: Int,
    pub(crate) code_hash: Vec<u8>,
}

/// The unused codes of the user's set that counts now; there is one such set at most.
pub(crate) async fn counting(edit: &mut Edit<'_>, user: &UserId) -> Result<Vec<UnusedCode>> {
    let statement = sql(COUNTING).bind(&user.0).bind(edit.now());
    edit.tx.all(statement).await
}

/// Uses a code up; false when it was used before, or its set no longer counts.
pub(crate) async fn spend(edit: &mut Edit<'_>, code: &UnusedCode) -> Result<bool> {
    let statement = sql(USE)
        .bind(&code.set_id.0)
        .bind(i64::from(code.position))
        .bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

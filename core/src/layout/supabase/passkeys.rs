//! Passkeys: those that sign in by themselves, and those that are a second factor, whose sessions are then proved once.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{PasskeyId, UserId};

const REMOVE: &str =
    "DELETE FROM {sb_passkey} WHERE {sb_passkey.id} = $1 AND {sb_passkey.user_id} = $2";
const REMOVE_FACTOR: &str =
    "DELETE FROM {sb_factor} WHERE {sb_factor.id} = $1 AND {sb_factor.user_id} = $2
    AND {sb_factor.kind} = 'webauthn'";
const PROOFS: &str =
    "DELETE FROM {sb_proof} WHERE {sb_proof.method} = 'mfa/webauthn' AND {sb_proof.session_id} IN
    (SELECT {s.sb_session.id} FROM {sb_session} s WHERE {s.sb_session.factor_id} = $1)";
const SESSIONS: &str =
    "UPDATE {sb_session} SET {sb_session.aal} = 'aal1', {sb_session.factor_id} = NULL
    WHERE {sb_session.factor_id} = $1 AND {sb_session.user_id} = $2";

pub(super) async fn remove(edit: &mut Edit<'_>, user: &UserId, passkey: &PasskeyId) -> Result<u64> {
    if edit.layout.has("sb_passkey") {
        let remove = sql(REMOVE).bind(&passkey.0).bind(&user.0);
        let removed = edit.tx.execute(remove).await?;
        if removed > 0 {
            return Ok(removed);
        }
    }
    let remove = sql(REMOVE_FACTOR).bind(&passkey.0).bind(&user.0);
    let removed = edit.tx.execute(remove).await?;
    if removed > 0 {
        edit.tx.execute(sql(PROOFS).bind(&passkey.0)).await?;
        let sessions = sql(SESSIONS).bind(&passkey.0).bind(&user.0);
        edit.tx.execute(sessions).await?;
    }
    Ok(removed)
}

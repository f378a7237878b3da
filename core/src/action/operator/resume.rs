//! Taking a session up again, from the credential it was given.

use crate::action::IDLE_LIMIT;
use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::model::{Caller, OperatorStatus, Refusal};
use crate::store::Directory;
use crate::store::operator_sessions;

/// The caller of a session that lives; it moves the session's idle clock. A dead one is no attempt at anything, so
/// nothing is audited.
pub async fn resume(directory: &Directory, token: &Token) -> Result<Caller> {
    let refuse = |refusal| Error::Refused {
        action: "login",
        refusal,
    };
    let now = directory.now();
    let found = operator_sessions::by_token(&mut directory.db(), &token.hash()).await?;
    let live = found.filter(|s| {
        s.ended_at.is_none() && now < s.expires_at && now.since(s.seen_at) < IDLE_LIMIT
    });
    let session = live.ok_or_else(|| refuse(Refusal::SignedOut))?;
    if session.status != OperatorStatus::Active {
        return Err(refuse(Refusal::NotActive));
    }
    match operator_sessions::touch(&mut directory.db(), session.id, now).await {
        // Whoever only looks leaves no trace, and their session ends an hour after they last did more.
        Ok(_) | Err(Error::ReadOnly { .. }) => {}
        Err(error) => return Err(error),
    }
    Ok(Caller::Operator {
        id: session.operator_id,
        name: session.name,
        session: session.id,
    })
}

//! Showing the second factor again; it counts for this session and no other.

use secrecy::SecretString;
use serde_json::json;

use super::record::{attempt, done, refused};
use super::second_factor::{recognise, spend};
use crate::action::IDLE_LIMIT;
use crate::crypto::keyring::KeyRing;
use crate::error::{Error, Result};
use crate::model::{Caller, OperatorStatus, Refusal, Ts};
use crate::store::attempts::{AttemptKey, clear};
use crate::store::{Directory, operator_sessions, operators};

const VERB: &str = "step-up";

/// Sets when the second factor was last shown in the caller's session, and returns that instant.
pub async fn step_up(
    directory: &Directory,
    ring: &KeyRing,
    caller: &Caller,
    typed: &SecretString,
) -> Result<Ts> {
    let signed_out = || Error::Refused {
        action: VERB,
        refusal: Refusal::SignedOut,
    };
    let Caller::Operator { id, session, .. } = caller else {
        return Err(signed_out());
    };
    let operator = operators::by_id(&mut directory.db(), id).await?;
    let operator = operator.ok_or_else(signed_out)?;
    let who = Some(&operator);
    // Under the operator, not the name: failed sign-ins of somebody else's must not hold up a session that lives.
    let key = AttemptKey::new(VERB, &id.to_string());
    attempt(directory, VERB, who, key).await?;
    let recognised = recognise(directory, ring, Some(id), typed, true).await?;

    let mut tx = directory.begin().await?;
    let now = directory.now();
    let standing = operator_sessions::session(&mut tx, *session).await?;
    let live = standing.is_some_and(|s| {
        s.operator_id == *id
            && s.ended_at.is_none()
            && now < s.expires_at
            && now.since(s.seen_at) < IDLE_LIMIT
    });
    if !live {
        return refused(tx, directory, VERB, who, Refusal::SignedOut).await;
    }
    if operator.status != OperatorStatus::Active {
        return refused(tx, directory, VERB, who, Refusal::NotActive).await;
    }
    let spent = match recognised {
        Some(recognised) => spend(&mut tx, recognised, now).await?,
        None => false,
    };
    if !spent {
        return refused(tx, directory, VERB, who, Refusal::WrongCredentials).await;
    }
    clear(&mut tx, key).await?;
    operator_sessions::touch(&mut tx, *session, now).await?;
    operator_sessions::stepped_up(&mut tx, *session, now).await?;
    let shown = recognised.map_or("", super::second_factor::Recognised::word);
    done(
        &mut tx,
        directory,
        VERB,
        &operator,
        json!({ "second_factor": shown }),
    )
    .await?;
    tx.commit().await?;
    Ok(now)
}

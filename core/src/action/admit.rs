//! The checks before an action: who, with which role, with what reason, how long since the second factor.

use std::time::Duration;

use uuid::Uuid;

use super::Spec;
use super::perform::Given;
use super::scene::Actor;
use crate::db::Conn;
use crate::error::Result;
use crate::model::{ActorKind, Caller, OperatorStatus, Refusal, Ts};
use crate::store::operator_sessions;

/// How long a step-up counts.
pub const STEP_UP_LIMIT: Duration = Duration::from_mins(5);

/// How long a session may rest before it must be begun anew.
pub const IDLE_LIMIT: Duration = Duration::from_hours(1);

/// Lets the caller in, or says why not. The checks run from who to how, so that a refusal tells no more than it must.
pub(super) async fn admit(
    on: &mut impl Conn,
    caller: &Caller,
    spec: &Spec,
    given: &Given,
    now: Ts,
) -> Result<Result<Actor, Refusal>> {
    let admitted = match caller {
        Caller::Operator { session, .. } => operator(on, *session, spec, now).await?,
        Caller::Service { id, .. } => service(on, *id, spec, now).await?,
    };
    Ok(admitted.and_then(|actor| why_given(spec, given).map(|()| actor)))
}

async fn operator(
    on: &mut impl Conn,
    session: Uuid,
    spec: &Spec,
    now: Ts,
) -> Result<Result<Actor, Refusal>> {
    let Some(row) = operator_sessions::session(on, session).await? else {
        return Ok(Err(Refusal::SignedOut));
    };
    if row.ended_at.is_some() || now >= row.expires_at || now.since(row.seen_at) >= IDLE_LIMIT {
        return Ok(Err(Refusal::SignedOut));
    }
    if row.status != OperatorStatus::Active {
        return Ok(Err(Refusal::NotActive));
    }
    if row.role < spec.least {
        return Ok(Err(Refusal::RoleTooLow { needs: spec.least }));
    }
    if spec.sensitive
        && row
            .factor_at
            .is_none_or(|at| now.since(at) >= STEP_UP_LIMIT)
    {
        return Ok(Err(Refusal::StepUp));
    }
    operator_sessions::touch(on, session, now).await?;
    Ok(Ok(Actor {
        kind: ActorKind::Operator,
        id: row.operator_id.to_string(),
        name: row.name,
        email: row.email,
        role: row.role,
    }))
}

async fn service(
    on: &mut impl Conn,
    id: Uuid,
    spec: &Spec,
    now: Ts,
) -> Result<Result<Actor, Refusal>> {
    let Some(row) = operator_sessions::service_token(on, id).await? else {
        return Ok(Err(Refusal::SignedOut));
    };
    if row.revoked_at.is_some() || now >= row.expires_at {
        return Ok(Err(Refusal::SignedOut));
    }
    if row.role < spec.least {
        return Ok(Err(Refusal::RoleTooLow { needs: spec.least }));
    }
    if spec.by_person
        || !row.actions.iter().any(|verb| verb == spec.verb)
        || (spec.sensitive && !row.may_do_sensitive)
    {
        return Ok(Err(Refusal::NotGranted));
    }
    Ok(Ok(Actor {
        kind: ActorKind::Service,
        id: id.to_string(),
        name: row.name,
        email: None,
        role: row.role,
    }))
}

fn why_given(spec: &Spec, given: &Given) -> Result<(), Refusal> {
    let reason = given.reason.as_ref();
    if spec.sensitive && reason.is_none_or(|r| r.text.trim().is_empty()) {
        return Err(Refusal::ReasonMissing);
    }
    if spec.identifies && reason.is_none_or(|r| r.identified_by.is_none()) {
        return Err(Refusal::IdentificationMissing);
    }
    Ok(())
}

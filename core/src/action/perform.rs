//! The one door: check, apply, audit, commit, in one transaction. A refusal commits its evidence before it returns.

use serde_json::json;

use super::admit::admit;
use super::scene::{Action, Actor, Scene, Target};
use super::{Preview, busy};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::model::{
    ActorKind, AuditOutcome, Caller, OperatorRole, Personal, Reason, Refusal, Ts, User,
};
use crate::store::audit::{NewEntry, append};
use crate::store::{Directory, protection, users};

/// What comes with an action besides the action itself.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Why; required for a sensitive action.
    pub reason: Option<Reason>,
    /// The mark of the preview the operator saw: an action that would now change something else is refused.
    pub previewed: Option<[u8; 32]>,
}

/// What was done.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Done<T> {
    /// The action's own result.
    pub outcome: T,
    /// What is still possible, one sentence each.
    pub remains: Vec<String>,
    /// The entry's place in the audit.
    pub audit: i64,
}

/// Says what an action would change. It changes nothing, asks for nothing, and is not audited.
pub async fn preview<A: Action>(directory: &Directory, action: &A) -> Result<Preview> {
    borne::<A>(directory)?;
    let mut db = directory.db();
    let target = action.target(&mut db, directory).await?;
    action.preview(&mut db, directory, &target).await
}

/// Does an action for `caller`, audited; on any error nothing of it was kept but the evidence.
pub async fn perform<A: Action>(
    directory: &Directory,
    caller: &Caller,
    given: &Given,
    action: &A,
) -> Result<Done<A::Outcome>> {
    let codes = action.codes(directory).await?;
    let mut tx = directory.begin().await?;
    let now = directory.now();
    let target = match borne::<A>(directory) {
        Ok(()) => action.target(&mut tx, directory).await,
        Err(error) => Err(error),
    };
    let target = match target {
        Ok(target) => target,
        Err(error) => return evidence::<A>(directory, tx, caller, given, None, error).await,
    };
    let user = targeted(&mut tx, &target).await?;
    let actor = match check(
        &mut tx,
        directory,
        caller,
        given,
        action,
        &target,
        user.as_ref(),
        now,
    )
    .await?
    {
        Ok(actor) => actor,
        Err(refusal) => {
            let error = Error::Refused {
                action: A::SPEC.verb,
                refusal,
            };
            return evidence::<A>(directory, tx, caller, given, Some((&target, user)), error).await;
        }
    };
    let mut scene = Scene {
        tx,
        directory,
        now,
        actor,
        reason: given.reason.as_ref(),
        codes,
        remains: Vec::new(),
    };
    let outcome = match action.apply(&mut scene, &target).await {
        Ok(outcome) => outcome,
        Err(error) => {
            return evidence::<A>(
                directory,
                scene.tx,
                caller,
                given,
                Some((&target, user)),
                error,
            )
            .await;
        }
    };
    finish::<A>(scene, &target, user, outcome).await
}

/// Whether the directory's layout can bear the action at all.
fn borne<A: Action>(directory: &Directory) -> Result<()> {
    let layout = directory.layout();
    match layout.refusal(A::SPEC.verb) {
        None => Ok(()),
        Some(why) => Err(Error::Unsupported {
            action: A::SPEC.verb,
            layout: layout.name(),
            why,
        }),
    }
}

async fn finish<A: Action>(
    scene: Scene<'_>,
    target: &Target,
    user: Option<User>,
    outcome: A::Outcome,
) -> Result<Done<A::Outcome>> {
    let Scene {
        mut tx,
        directory,
        now,
        actor,
        reason,
        remains,
        ..
    } = scene;
    let mut detail = json!({ "result": outcome });
    if A::SPEC.sensitive
        && let Some(done) = busy::beyond_the_cap(&mut tx, &actor, now).await?
    {
        detail["alert"] = json!({ "sensitive_actions_within_an_hour": done });
    }
    let entry = NewEntry {
        id: directory.fresh_uuid(),
        at: now,
        actor_kind: actor.kind,
        actor_id: Some(actor.id),
        actor_name: actor.name,
        verb: A::SPEC.verb,
        outcome: AuditOutcome::Done,
        target: Some(target.audited()),
        detail,
        personal: Personal::new(reason, user.map(|u| u.email)),
    };
    let audit = append(&mut tx, directory.entropy(), entry).await?;
    tx.commit().await?;
    Ok(Done {
        outcome,
        remains,
        audit,
    })
}

#[expect(
    clippy::too_many_arguments,
    reason = "the checks need the whole scene before there is one"
)]
async fn check<A: Action>(
    tx: &mut Tx,
    directory: &Directory,
    caller: &Caller,
    given: &Given,
    action: &A,
    target: &Target,
    user: Option<&User>,
    now: Ts,
) -> Result<Result<Actor, Refusal>> {
    let actor = match admit(tx, caller, &A::SPEC, given, now).await? {
        Ok(actor) => actor,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if let Some(user) = user
        && actor.role < OperatorRole::Admin
        && let Some(by) = protection::of(tx, user, actor.email.as_deref()).await?
    {
        return Ok(Err(Refusal::Protected { by }));
    }
    if let Some(mark) = given.previewed
        && action.preview(tx, directory, target).await?.mark() != mark
    {
        return Ok(Err(Refusal::Changed));
    }
    Ok(Ok(actor))
}

async fn targeted(tx: &mut Tx, target: &Target) -> Result<Option<User>> {
    match target {
        Target::User(id) => users::user_in(tx, id).await,
        Target::Own { .. } => Ok(None),
    }
}

/// Undoes what was begun, keeps an entry that says so, and returns the error.
async fn evidence<A: Action>(
    directory: &Directory,
    begun: Tx,
    caller: &Caller,
    given: &Given,
    about: Option<(&Target, Option<User>)>,
    error: Error,
) -> Result<Done<A::Outcome>> {
    begun.rollback().await?;
    let (outcome, why) = match &error {
        Error::Refused { refusal, .. } => (AuditOutcome::Refused, refusal.word()),
        Error::NotFound { .. } => (AuditOutcome::Failed, "not_found"),
        Error::Conflict { .. } => (AuditOutcome::Failed, "conflict"),
        Error::Invalid { .. } => (AuditOutcome::Failed, "invalid"),
        Error::Unsupported { .. } => (AuditOutcome::Refused, "unsupported"),
        _ => (AuditOutcome::Failed, "error"),
    };
    let (actor_kind, actor_id) = match caller {
        Caller::Operator { id, .. } => (ActorKind::Operator, id.to_string()),
        Caller::Service { id, .. } => (ActorKind::Service, id.to_string()),
    };
    let (target, user) = about.unzip();
    let entry = NewEntry {
        id: directory.fresh_uuid(),
        at: directory.now(),
        actor_kind,
        actor_id: Some(actor_id),
        actor_name: caller.name().to_owned(),
        verb: A::SPEC.verb,
        outcome,
        target: target.map(Target::audited),
        detail: json!({ "why": why }),
        personal: Personal::new(given.reason.as_ref(), user.flatten().map(|u| u.email)),
    };
    let mut tx = directory.begin().await?;
    append(&mut tx, directory.entropy(), entry).await?;
    tx.commit().await?;
    Err(error)
}

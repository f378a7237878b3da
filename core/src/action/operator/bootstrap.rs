//! The first operator of a fresh database, and what every new operator is given: a one-time enrolment code.

use std::time::Duration;

use serde_json::json;

use crate::crypto::recovery_code::{IssuedSet, RecoveryCode};
use crate::error::{Error, Result};
use crate::model::{
    ActorKind, AuditOutcome, Operator, OperatorId, OperatorRole, OperatorStatus, Personal, Ts,
    normalize_email,
};
use crate::store::Directory;
use crate::store::audit::{NewEntry, append};
use crate::store::operators::{self, EnrolHash, NewOperator, folded};

/// How long an enrolment code counts.
pub const ENROL_LIFE: Duration = Duration::from_hours(24);

const VERB: &str = "init";
const NAME_AT_MOST: usize = 64;

/// The first operator, and the code it enrols with.
#[derive(Clone, Debug)]
pub struct Bootstrapped {
    /// The operator, an admin that has yet to enrol.
    pub operator: Operator,
    /// The enrolment code, to be shown once.
    pub code: RecoveryCode,
    /// Until when it counts.
    pub expires_at: Ts,
}

/// Makes the first operator, an admin; refused as soon as there is any.
pub async fn bootstrap(
    directory: &Directory,
    name: &str,
    email: Option<&str>,
) -> Result<Bootstrapped> {
    let name = checked_name(name)?;
    let email = checked_email(email)?;
    let set = IssuedSet::generate_blocking(1, directory.entropy()).await?;
    let (code, enrol) = enrolment_code(set, directory.now())?;
    let now = directory.now();
    let operator = Operator {
        id: OperatorId(crate::model::Id::Uuid(directory.fresh_uuid())),
        name,
        email,
        role: OperatorRole::Admin,
        status: OperatorStatus::Enrolling,
        created_at: now,
        last_sign_in_at: None,
    };
    let expires_at = enrol.expires_at;
    let mut tx = directory.begin().await?;
    // The entry first: its lock on the head of the chain makes a second bootstrap wait, and then find an operator.
    append(&mut tx, directory.entropy(), entry(directory, &operator)).await?;
    if operators::count(&mut tx).await? > 0 {
        tx.rollback().await?;
        return Err(Error::Conflict {
            what: "the first operator",
            value: operator.name,
        });
    }
    operators::add(&mut tx, new_operator(&operator, enrol, None)).await?;
    tx.commit().await?;
    Ok(Bootstrapped {
        operator,
        code,
        expires_at,
    })
}

fn entry(directory: &Directory, operator: &Operator) -> NewEntry<'static> {
    NewEntry {
        id: directory.fresh_uuid(),
        at: operator.created_at,
        actor_kind: ActorKind::System,
        actor_id: None,
        actor_name: "wardroom init".to_owned(),
        verb: VERB,
        outcome: AuditOutcome::Done,
        target: Some(("operator", operator.id.to_string())),
        detail: json!({ "result": { "operator": operator.name, "role": operator.role } }),
        personal: Personal::default(),
    }
}

pub(super) fn new_operator(
    operator: &Operator,
    enrol: EnrolHash,
    by: Option<String>,
) -> NewOperator {
    NewOperator {
        id: operator.id.clone(),
        name: operator.name.clone(),
        email: operator.email.clone(),
        role: operator.role,
        enrol,
        at: operator.created_at,
        by,
    }
}

/// The code of a fresh set of one and what is stored of it: the salt, then the hash.
pub(super) fn enrolment_code(set: IssuedSet, now: Ts) -> Result<(RecoveryCode, EnrolHash)> {
    let (Some(code), Some(hash)) = (set.codes.into_iter().next(), set.hashes.first()) else {
        return Err(Error::Corrupt {
            what: "a set of one code".to_owned(),
            why: "it is empty".to_owned(),
        });
    };
    let hash = [&set.salt.as_bytes()[..], hash.as_bytes()].concat();
    let expires_at = now.plus(ENROL_LIFE);
    Ok((code, EnrolHash { hash, expires_at }))
}

/// A sign-in name as it is kept: lower-case letters, digits and `.`, `_`, `-`, `@`.
pub(super) fn checked_name(name: &str) -> Result<String> {
    let name = folded(name);
    let sound = |c: char| c.is_ascii_alphanumeric() || "._-@".contains(c);
    if name.is_empty() || name.len() > NAME_AT_MOST || !name.chars().all(sound) {
        return Err(Error::invalid(
            "name",
            "give 1 to 64 letters a-z, digits and . _ - @",
        ));
    }
    Ok(name)
}

pub(super) fn checked_email(email: Option<&str>) -> Result<Option<String>> {
    let Some(email) = email else {
        return Ok(None);
    };
    normalize_email(email)
        .ok_or_else(|| Error::invalid("email", "not an e-mail address"))
        .map(Some)
}

//! Makes an operator, who enrols with a one-time code.

use serde::Serialize;

use super::bootstrap::{checked_email, checked_name, enrolment_code, new_operator};
use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::crypto::recovery_code::{IssuedSet, RecoveryCode};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{Id, Operator, OperatorId, OperatorRole, OperatorStatus, Ts};
use crate::store::{Directory, operators};

/// Makes an operator.
#[derive(Clone, Debug)]
pub struct CreateOperator {
    /// The sign-in name.
    pub name: String,
    /// The address; an account with the same one is protected from this operator.
    pub email: Option<String>,
    /// What it may do.
    pub role: OperatorRole,
}

/// A code that lets an operator enrol; the audit keeps when it expires, never the code.
#[derive(Clone, Debug, Serialize)]
pub struct EnrolmentIssued {
    /// Whose it is.
    pub operator: OperatorId,
    /// What they sign in as.
    pub name: String,
    /// What they may do.
    pub role: OperatorRole,
    /// Until when the code counts.
    pub expires_at: Ts,
    /// The code, to be shown once.
    #[serde(skip)]
    pub code: RecoveryCode,
}

impl Action for CreateOperator {
    type Outcome = EnrolmentIssued;

    const SPEC: Spec = Spec::sensitive(
        "operators create",
        OperatorRole::Admin,
        "Make an operator, who enrols with a one-time code",
    )
    .by_person();

    async fn codes(&self, directory: &Directory) -> Result<Option<IssuedSet>> {
        let set = IssuedSet::generate_blocking(1, directory.entropy()).await?;
        Ok(Some(set))
    }

    async fn target(&self, _: &mut impl Conn, _: &Directory) -> Result<Target> {
        Ok(Target::Own {
            kind: "operator",
            id: checked_name(&self.name)?,
        })
    }

    async fn preview(&self, on: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        let name = checked_name(&self.name)?;
        if operators::by_name(on, &name).await?.is_some() {
            return Err(Error::Conflict {
                what: "operator",
                value: name,
            });
        }
        Ok(Preview::of(format!(
            "operator {name} is made: {}",
            self.role
        )))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<EnrolmentIssued> {
        let directory = scene.directory().clone();
        self.preview(scene.tx(), &directory, target).await?;
        let (code, enrol) = enrolment_code(scene.codes()?, scene.now())?;
        let operator = Operator {
            id: OperatorId(Id::Uuid(directory.fresh_uuid())),
            name: checked_name(&self.name)?,
            email: checked_email(self.email.as_deref())?,
            role: self.role,
            status: OperatorStatus::Enrolling,
            created_at: scene.now(),
            last_sign_in_at: None,
        };
        let expires_at = enrol.expires_at;
        let by = Some(scene.actor_id().to_owned());
        operators::add(scene.tx(), new_operator(&operator, enrol, by)).await?;
        Ok(EnrolmentIssued {
            operator: operator.id,
            name: operator.name,
            role: operator.role,
            expires_at,
            code,
        })
    }
}

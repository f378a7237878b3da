//! Opens an operator's access again, with the password and factor they had.

use serde::Serialize;

use super::target::{operator, operator_target};
use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{OperatorRole, OperatorStatus};
use crate::store::{Directory, operator_factors, operators};

/// Opens an operator's access again.
#[derive(Clone, Debug)]
pub struct EnableOperator {
    /// Whose, by name.
    pub name: String,
}

/// Where an operator stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OperatorEnabled {
    /// Active, or enrolling where they never enrolled.
    pub status: OperatorStatus,
}

impl Action for EnableOperator {
    type Outcome = OperatorEnabled;

    const SPEC: Spec = Spec::sensitive(
        "operators enable",
        OperatorRole::Admin,
        "Open an operator's access again",
    )
    .by_person();

    async fn target(&self, on: &mut impl Conn, _: &Directory) -> Result<Target> {
        operator_target(on, &self.name).await
    }

    async fn preview(&self, on: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        let operator = operator(on, &self.name).await?;
        if operator.status != OperatorStatus::Disabled {
            return Err(Error::Conflict {
                what: "the opening of operator",
                value: operator.name,
            });
        }
        Ok(Preview::of(format!(
            "operator {} can sign in again",
            operator.name
        )))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<OperatorEnabled> {
        let directory = scene.directory().clone();
        self.preview(scene.tx(), &directory, target).await?;
        let operator = operator(scene.tx(), &self.name).await?;
        let factors = operator_factors::factors(scene.tx(), &operator.id).await?;
        // One who never enrolled goes back to it: active without a factor would be a dead end.
        let status = if factors.is_empty() {
            OperatorStatus::Enrolling
        } else {
            OperatorStatus::Active
        };
        operators::set_status(scene.tx(), &operator.id, status).await?;
        Ok(OperatorEnabled { status })
    }
}

//! Closes an operator's access and ends their sessions.

use serde::Serialize;

use super::target::{keep_an_admin, operator, operator_target};
use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{OperatorRole, OperatorStatus};
use crate::store::{Directory, operator_sessions, operators};

/// Closes an operator's access.
#[derive(Clone, Debug)]
pub struct DisableOperator {
    /// Whose, by name.
    pub name: String,
}

/// What closing an operator's access did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OperatorDisabled {
    /// Sessions that lived and were ended.
    pub sessions: u64,
}

impl Action for DisableOperator {
    type Outcome = OperatorDisabled;

    const SPEC: Spec = Spec::sensitive(
        "operators disable",
        OperatorRole::Admin,
        "Close an operator's access and end their sessions",
    )
    .by_person();

    async fn target(&self, on: &mut impl Conn, _: &Directory) -> Result<Target> {
        operator_target(on, &self.name).await
    }

    async fn preview(
        &self,
        on: &mut impl Conn,
        directory: &Directory,
        _: &Target,
    ) -> Result<Preview> {
        let operator = operator(on, &self.name).await?;
        let live = operator_sessions::count_live(on, &operator.id, directory.now()).await?;
        Ok(
            Preview::of(format!("operator {} can no longer sign in", operator.name))
                .and(format!("{live} of their sessions end")),
        )
    }

    async fn apply(&self, scene: &mut Scene<'_>, _: &Target) -> Result<OperatorDisabled> {
        let operator = operator(scene.tx(), &self.name).await?;
        keep_an_admin(scene, &operator, Self::SPEC.verb).await?;
        let now = scene.now();
        let disabled = OperatorStatus::Disabled;
        if operators::set_status(scene.tx(), &operator.id, disabled).await? == 0 {
            return Err(Error::Conflict {
                what: "the closing of operator",
                value: operator.name,
            });
        }
        let sessions =
            operator_sessions::end_all(scene.tx(), &operator.id, now, "disabled").await?;
        Ok(OperatorDisabled { sessions })
    }
}

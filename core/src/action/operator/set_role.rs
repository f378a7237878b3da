//! Gives an operator another role.

use serde::Serialize;

use super::target::{keep_an_admin, operator, operator_target};
use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::OperatorRole;
use crate::store::{Directory, operators};

/// Gives an operator another role.
#[derive(Clone, Debug)]
pub struct SetOperatorRole {
    /// Whose, by name.
    pub name: String,
    /// Which from now on.
    pub role: OperatorRole,
}

/// The roles before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleSet {
    /// The role before.
    pub before: OperatorRole,
    /// The role now.
    pub role: OperatorRole,
}

impl Action for SetOperatorRole {
    type Outcome = RoleSet;

    const SPEC: Spec = Spec::sensitive(
        "operators role",
        OperatorRole::Admin,
        "Give an operator another role",
    )
    .by_person();

    async fn target(&self, on: &mut impl Conn, _: &Directory) -> Result<Target> {
        operator_target(on, &self.name).await
    }

    async fn preview(&self, on: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        let operator = operator(on, &self.name).await?;
        if operator.role == self.role {
            return Err(Error::Conflict {
                what: "that role of operator",
                value: operator.name,
            });
        }
        Ok(Preview::of(format!(
            "operator {} is {} instead of {}",
            operator.name, self.role, operator.role
        )))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<RoleSet> {
        let directory = scene.directory().clone();
        self.preview(scene.tx(), &directory, target).await?;
        let operator = operator(scene.tx(), &self.name).await?;
        keep_an_admin(scene, &operator, Self::SPEC.verb).await?;
        operators::set_role(scene.tx(), &operator.id, self.role).await?;
        Ok(RoleSet {
            before: operator.role,
            role: self.role,
        })
    }
}

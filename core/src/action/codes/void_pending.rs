//! Abandons an issue: the set that waits is voided, the one that counts stays.

use super::CodesVoided;
use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::Result;
use crate::model::{OperatorRole, UserId};
use crate::store::{Directory, impact};

/// Voids the set of a user that nobody finished.
#[derive(Clone, Debug)]
pub struct VoidPendingCodes {
    /// Whose.
    pub user: UserId,
}

impl Action for VoidPendingCodes {
    type Outcome = CodesVoided;

    const SPEC: Spec = Spec::plain(
        "recovery-codes void --pending",
        OperatorRole::Support,
        "Void codes that were issued and not finished",
    );

    async fn target(&self, _: &mut impl Conn, _: &Directory) -> Result<Target> {
        Ok(Target::User(self.user.clone()))
    }

    async fn preview(
        &self,
        on: &mut impl Conn,
        directory: &Directory,
        _: &Target,
    ) -> Result<Preview> {
        let impact = impact::of(on, directory, &self.user).await?;
        Ok(Preview::default().counted(
            impact.pending_sets,
            [
                "set that nobody finished is voided",
                "sets that nobody finished are voided",
            ],
        ))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<CodesVoided> {
        let user = scene.user(target).await?;
        let changes = scene.directory().layout().changes();
        let sets = changes
            .void_pending_codes(&mut scene.edit(), &user.id)
            .await?;
        Ok(CodesVoided { sets })
    }
}

//! Voids every recovery code of a user.

use serde::Serialize;

use crate::action::{Action, Preview, Scene, Spec, Target, subject};
use crate::db::Conn;
use crate::error::Result;
use crate::model::{MailTemplate, OperatorRole, UserId};
use crate::store::{Directory, impact};

/// Voids every recovery code of a user, pending sets too.
#[derive(Clone, Debug)]
pub struct VoidCodes {
    /// Whose.
    pub user: UserId,
}

/// How many sets stopped counting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodesVoided {
    /// Sets that counted or waited.
    pub sets: u64,
}

impl Action for VoidCodes {
    type Outcome = CodesVoided;

    const SPEC: Spec = Spec::sensitive(
        "recovery-codes void",
        OperatorRole::Support,
        "Void every recovery code of a user",
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
        let user = subject(on, &self.user).await?;
        let impact = impact::of(on, directory, &self.user).await?;
        let mut preview = Preview::default()
            .counted(
                impact.code_sets,
                ["set that counts is voided", "sets that count are voided"],
            )
            .counted(
                impact.pending_sets,
                [
                    "set that nobody finished is voided",
                    "sets that nobody finished are voided",
                ],
            )
            .warned(impact::cautions(on, directory, &user).await?);
        if impact.totp + impact.passkeys > 0 {
            preview = preview.left("a lost second factor then needs a reset");
        }
        Ok(preview)
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<CodesVoided> {
        let user = scene.user(target).await?;
        let changes = scene.directory().layout().changes();
        let sets = changes.void_code_sets(&mut scene.edit(), &user.id).await?;
        scene
            .tell(
                &user,
                MailTemplate::RecoveryCodesVoided,
                serde_json::json!({}),
            )
            .await?;
        Ok(CodesVoided { sets })
    }
}

//! Removes one passkey, never the last way in; with the last second factor the recovery codes go too.

use serde::Serialize;

use super::{Action, Preview, Scene, Spec, Target, subject};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{MailTemplate, OperatorRole, PasskeyId, User};
use crate::store::impact::{self, Impact};
use crate::store::ways_in::{self, Left};
use crate::store::{Directory, passkeys};

/// Removes one passkey.
#[derive(Clone, Debug)]
pub struct RemovePasskey {
    /// Which.
    pub passkey: PasskeyId,
}

/// What was removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PasskeyRemoved {
    /// Which passkey.
    pub passkey: PasskeyId,
    /// Sets of recovery codes that went with the last second factor.
    pub code_sets: u64,
}

impl RemovePasskey {
    /// What lets its user in afterwards.
    async fn left(&self, on: &mut impl Conn, directory: &Directory, user: &User) -> Result<Left> {
        let left = ways_in::without_passkey(on, directory, user, &self.passkey).await?;
        left.or_refuse(Self::SPEC.verb)
    }

    async fn owned(&self, on: &mut impl Conn) -> Result<passkeys::Owned> {
        let found = passkeys::by_id(on, &self.passkey).await?;
        found.ok_or_else(|| Error::not_found("passkey", &self.passkey))
    }
}

/// Whether the recovery codes go too: without a second factor they would be one by themselves.
fn takes_codes(directory: &Directory, impact: &Impact) -> bool {
    !directory.layout().is_foreign() && impact.totp == 0 && impact.passkeys == 1
}

const BY_MAIL: &str = "the account then signs in only by mail";

impl Action for RemovePasskey {
    type Outcome = PasskeyRemoved;

    const SPEC: Spec = Spec::sensitive(
        "passkeys remove",
        OperatorRole::Support,
        "Remove one passkey, unless nothing else lets its user in",
    );

    async fn target(&self, on: &mut impl Conn, _: &Directory) -> Result<Target> {
        Ok(Target::User(self.owned(on).await?.user_id))
    }

    async fn preview(
        &self,
        on: &mut impl Conn,
        directory: &Directory,
        _: &Target,
    ) -> Result<Preview> {
        let owned = self.owned(on).await?;
        let user = subject(on, &owned.user_id).await?;
        let left = self.left(on, directory, &user).await?;
        let impact = impact::of(on, directory, &user.id).await?;
        let label = owned.label.unwrap_or_else(|| self.passkey.to_string());
        let mut preview = Preview::of(format!("the passkey {label} is removed"));
        if takes_codes(directory, &impact) {
            preview = preview.counted(
                impact.code_sets + impact.pending_sets,
                [
                    "set of recovery codes is voided with the last second factor",
                    "sets of recovery codes are voided with the last second factor",
                ],
            );
        }
        preview = preview.warned(impact::cautions(on, directory, &user).await?);
        if left == Left::Mail {
            preview = preview.warn(BY_MAIL);
        }
        Ok(preview.left("sessions go on"))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<PasskeyRemoved> {
        let directory = scene.directory().clone();
        let changes = directory.layout().changes();
        let id = scene.user(target).await?.id;
        // Held still before it is counted: of two that are removed at the same moment the second finds the first gone.
        changes.hold_user(&mut scene.edit(), &id).await?;
        let user = subject(scene.tx(), &id).await?;
        self.owned(scene.tx()).await?;
        let left = self.left(scene.tx(), &directory, &user).await?;
        let impact = impact::of(scene.tx(), &directory, &id).await?;
        let mut edit = scene.edit();
        if changes
            .remove_passkey(&mut edit, &id, &self.passkey)
            .await?
            == 0
        {
            return Err(Error::not_found("passkey", &self.passkey));
        }
        let code_sets = if takes_codes(&directory, &impact) {
            changes.void_code_sets(&mut scene.edit(), &id).await?
        } else {
            0
        };
        scene.remains("sessions go on");
        if left == Left::Mail {
            scene.remains(BY_MAIL);
        }
        scene
            .tell(&user, MailTemplate::PasskeyRemoved, serde_json::json!({}))
            .await?;
        Ok(PasskeyRemoved {
            passkey: self.passkey.clone(),
            code_sets,
        })
    }
}

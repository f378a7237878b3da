//! "It wasn't me": one action that locks an account and shuts everything open in its name.

use crate::action::{Action, Preview, Scene, Spec, Target, subject};
use crate::db::Conn;
use crate::error::Result;
use crate::layout::Frozen;
use crate::model::{MailTemplate, OperatorRole, UserId};
use crate::store::{Directory, impact};

const CAUSE: &str = "frozen by an operator";

/// Freezes an account until it is unlocked.
#[derive(Clone, Debug)]
pub struct FreezeUser {
    /// Whose.
    pub user: UserId,
}

impl Action for FreezeUser {
    type Outcome = Frozen;

    const SPEC: Spec = Spec::sensitive(
        "users freeze",
        OperatorRole::Support,
        "Lock an account, end its sessions and cancel pending tokens at once",
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
        Ok(Preview::of("the account is locked until it is unlocked")
            .counted(impact.sessions, ["live session ends", "live sessions end"])
            .counted(
                impact.trusted_devices,
                [
                    "trusted device is forgotten",
                    "trusted devices are forgotten",
                ],
            )
            .counted(
                impact.pending,
                [
                    "pending reset, link or code is cancelled",
                    "pending resets, links and codes are cancelled",
                ],
            )
            .warned(impact::cautions(on, directory, &user).await?)
            .left("password, second factors and recovery codes stay as they are"))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<Frozen> {
        let user = scene.user(target).await?;
        let changes = scene.directory().layout().changes();
        let frozen = changes.freeze(&mut scene.edit(), &user.id, CAUSE).await?;
        scene.access_goes_on();
        scene.remains("password, second factors and recovery codes stay as they are");
        scene
            .tell(&user, MailTemplate::AccountFrozen, serde_json::json!({}))
            .await?;
        Ok(frozen)
    }
}

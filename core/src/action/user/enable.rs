//! Opens a closed account again.

use serde::Serialize;

use crate::action::{Action, Preview, Scene, Spec, Target, subject};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{MailTemplate, OperatorRole, Standing, User, UserId, UserStatus, counted};
use crate::store::{Directory, api_keys};

/// Opens a closed account again.
#[derive(Clone, Debug)]
pub struct EnableUser {
    /// Whose.
    pub user: UserId,
}

/// How the account stands after it was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserEnabled {
    /// A lock that was there still holds.
    pub standing: Standing,
}

fn refuse_open(user: &User) -> Result<()> {
    if user.status == UserStatus::Disabled {
        return Ok(());
    }
    Err(Error::Conflict {
        what: "the opening of",
        value: user.email.clone(),
    })
}

impl Action for EnableUser {
    type Outcome = UserEnabled;

    const SPEC: Spec = Spec::sensitive(
        "users enable",
        OperatorRole::Admin,
        "Open a closed account again",
    );

    async fn target(&self, _: &mut impl Conn, _: &Directory) -> Result<Target> {
        Ok(Target::User(self.user.clone()))
    }

    async fn preview(&self, on: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        refuse_open(&subject(on, &self.user).await?)?;
        Ok(Preview::of("the account can be used again"))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<UserEnabled> {
        let user = scene.user(target).await?;
        refuse_open(&user)?;
        let changes = scene.directory().layout().changes();
        changes
            .set_status(&mut scene.edit(), &user.id, UserStatus::Active)
            .await?;
        scene
            .tell(&user, MailTemplate::AccountEnabled, serde_json::json!({}))
            .await?;
        let opened = User {
            status: UserStatus::Active,
            ..user
        };
        let standing = opened.standing(scene.now());
        let stopped = api_keys::stopped_of(scene.tx(), &opened.id).await?;
        if stopped > 0 {
            let what = ["API key is still stopped", "API keys are still stopped"];
            let stopped = counted(stopped, what);
            scene.remains(format!(
                "{stopped}; `api-keys enable` lets one be taken again"
            ));
        }
        if standing == Standing::Locked {
            scene.remains("the account is still locked; unlock it too");
        }
        Ok(UserEnabled { standing })
    }
}

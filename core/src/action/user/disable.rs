//! Closes an account and ends its sessions.

use serde::Serialize;

use crate::action::{Action, Preview, Scene, Spec, Target, subject};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{EndedWhy, MailTemplate, OperatorRole, User, UserId, UserStatus};
use crate::store::{Directory, api_keys, impact};

/// Closes an account.
#[derive(Clone, Debug)]
pub struct DisableUser {
    /// Whose.
    pub user: UserId,
}

/// What closing an account did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserDisabled {
    /// Sessions that lived and were ended.
    pub sessions: u64,
    /// API keys that were taken and were stopped.
    pub api_keys: u64,
}

fn refuse_closed(user: &User) -> Result<()> {
    match user.status {
        UserStatus::Active | UserStatus::Invited => Ok(()),
        UserStatus::Disabled | UserStatus::Erased => Err(Error::Conflict {
            what: "the closing of",
            value: user.email.clone(),
        }),
    }
}

impl Action for DisableUser {
    type Outcome = UserDisabled;

    const SPEC: Spec = Spec::sensitive(
        "users disable",
        OperatorRole::Admin,
        "Close an account and end its sessions",
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
        refuse_closed(&subject(on, &self.user).await?)?;
        let impact = impact::of(on, directory, &self.user).await?;
        let unclear = api_keys::unclear_of(on, &self.user).await?;
        let preview = Preview::of("nobody can sign in to the account")
            .counted(impact.sessions, ["live session ends", "live sessions end"])
            .counted(
                impact.api_keys,
                ["API key is taken no more", "API keys are taken no more"],
            )
            .lingering(directory);
        Ok(unclear.into_iter().fold(preview, Preview::left))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<UserDisabled> {
        let user = scene.user(target).await?;
        refuse_closed(&user)?;
        let changes = scene.directory().layout().changes();
        let mut edit = scene.edit();
        changes
            .set_status(&mut edit, &user.id, UserStatus::Disabled)
            .await?;
        let sessions = changes
            .end_sessions_of(&mut edit, &user.id, EndedWhy::Closed)
            .await?;
        let api_keys = changes.disable_api_keys_of(&mut edit, &user.id).await?;
        scene.access_goes_on();
        if let Some(unclear) = api_keys::unclear_of(scene.tx(), &user.id).await? {
            scene.remains(unclear);
        }
        scene
            .tell(&user, MailTemplate::AccountDisabled, serde_json::json!({}))
            .await?;
        Ok(UserDisabled { sessions, api_keys })
    }
}

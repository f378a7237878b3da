//! Takes an address as proved, because an operator knows that it is.

use serde::Serialize;

use crate::action::{Action, Preview, Scene, Spec, Target, subject};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{MailTemplate, OperatorRole, User, UserId};
use crate::store::{Directory, impact};

const STAYS: &str =
    "password, sessions and linked accounts stay, whoever set them before the proof";

/// Takes a user's address as proved.
#[derive(Clone, Debug)]
pub struct VerifyEmail {
    /// Whose.
    pub user: UserId,
}

/// The address counts as proved; the entry's target says whose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EmailVerified {}

fn already(user: &User) -> Error {
    Error::Conflict {
        what: "the proof of",
        value: user.email.clone(),
    }
}

impl Action for VerifyEmail {
    type Outcome = EmailVerified;

    const SPEC: Spec = Spec::sensitive(
        "users verify-email",
        OperatorRole::Support,
        "Take a user's address as proved",
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
        if user.email_verified_at.is_some() {
            return Err(already(&user));
        }
        Ok(Preview::of(format!("{} counts as proved", user.email))
            .warned(impact::cautions(on, directory, &user).await?)
            .left(STAYS))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<EmailVerified> {
        let user = scene.user(target).await?;
        let changes = scene.directory().layout().changes();
        if changes.verify_email(&mut scene.edit(), &user.id).await? == 0 {
            return Err(already(&user));
        }
        scene.remains(STAYS);
        scene
            .tell(&user, MailTemplate::EmailVerified, serde_json::json!({}))
            .await?;
        Ok(EmailVerified {})
    }
}

//! Makes an account: without a password, so its owner comes in by a reset or a link.

use serde::Serialize;

use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{NewUser, OperatorRole, UserId, normalize_email};
use crate::store::{Directory, users};

/// Makes an account.
#[derive(Clone, Debug)]
pub struct CreateUser {
    id: UserId,
    email: String,
    normalized: String,
    display_name: Option<String>,
    is_verified: bool,
}

/// The account that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserCreated {
    /// Its id.
    pub user: UserId,
}

impl CreateUser {
    /// An account with this address, its id already chosen.
    pub fn new(directory: &Directory, email: &str, display_name: Option<&str>) -> Result<Self> {
        let normalized = normalize_email(email)
            .ok_or_else(|| Error::invalid("email", "not an e-mail address"))?;
        Ok(Self {
            id: UserId(directory.fresh_id()),
            email: email.trim().to_owned(),
            normalized,
            display_name: display_name.map(str::to_owned),
            is_verified: false,
        })
    }

    /// The same, its address taken as proved.
    pub fn verified(self) -> Self {
        Self {
            is_verified: true,
            ..self
        }
    }
}

impl Action for CreateUser {
    type Outcome = UserCreated;

    const SPEC: Spec = Spec::plain("users create", OperatorRole::Admin, "Make an account");

    async fn target(&self, _: &mut impl Conn, _: &Directory) -> Result<Target> {
        Ok(Target::Own {
            kind: "user",
            id: self.id.to_string(),
        })
    }

    async fn preview(&self, on: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        if users::by_normalized(on, &self.normalized).await?.is_some() {
            return Err(Error::Conflict {
                what: "user",
                value: self.email.clone(),
            });
        }
        let verified = if self.is_verified { "" } else { "un" };
        let made = format!(
            "{} is made, {verified}verified, without a password",
            self.email
        );
        Ok(Preview::of(made))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<UserCreated> {
        let directory = scene.directory().clone();
        self.preview(scene.tx(), &directory, target).await?;
        let user = NewUser {
            id: self.id.clone(),
            email: self.email.clone(),
            email_normalized: self.normalized.clone(),
            display_name: self.display_name.clone(),
            email_verified_at: self.is_verified.then(|| scene.now()),
        };
        let changes = directory.layout().changes();
        changes.create_user(&mut scene.edit(), &user).await?;
        Ok(UserCreated { user: user.id })
    }
}

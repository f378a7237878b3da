//! Reading an account's personal data, which an auditor does only with a reason that stays in the audit.

use serde::Serialize;

use super::{Action, Given, Preview, Scene, Spec, Target, perform, subject};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{Caller, OperatorRole, Reason, Refusal, User, UserId};
use crate::store::Directory;

/// Shows an account unmasked.
#[derive(Clone, Debug)]
pub struct RevealUser {
    /// Whose.
    pub user: UserId,
}

/// The account; the audit keeps that it was seen, not what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Revealed {
    /// The account with its personal data.
    #[serde(skip)]
    pub user: User,
}

impl Action for RevealUser {
    type Outcome = Revealed;

    const SPEC: Spec = Spec::plain(
        "users show",
        OperatorRole::Auditor,
        "Show an account's personal data; an auditor gives a reason",
    );

    // Seeing is not changing: an account that is protected from change is not closed to an auditor.
    async fn target(&self, _: &mut impl Conn, _: &Directory) -> Result<Target> {
        Ok(Target::Own {
            kind: "user",
            id: self.user.to_string(),
        })
    }

    async fn preview(&self, _: &mut impl Conn, _: &Directory, _: &Target) -> Result<Preview> {
        Ok(Preview::default())
    }

    async fn apply(&self, scene: &mut Scene<'_>, _: &Target) -> Result<Revealed> {
        if !scene.has_reason() {
            return Err(Error::Refused {
                action: Self::SPEC.verb,
                refusal: Refusal::ReasonMissing,
            });
        }
        let user = subject(scene.tx(), &self.user).await?;
        Ok(Revealed { user })
    }
}

/// The account unmasked, for a reason that is kept; without one nothing is shown and the refusal is kept.
pub async fn reveal(
    directory: &Directory,
    caller: &Caller,
    user: &UserId,
    reason: &Reason,
) -> Result<User> {
    let given = Given {
        reason: Some(reason.clone()),
        previewed: None,
    };
    let action = RevealUser { user: user.clone() };
    let done = perform(directory, caller, &given, &action).await?;
    Ok(done.outcome.user)
}

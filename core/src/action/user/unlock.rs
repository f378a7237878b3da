//! Lifts a lock, opens authenticators that wrong codes closed, and forgets the failures that led to either.

use serde::Serialize;

use crate::action::{Action, Preview, Scene, Spec, Target, subject};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{OperatorRole, UserId};
use crate::store::{Directory, factors};

/// Lifts a lock.
#[derive(Clone, Debug)]
pub struct UnlockUser {
    /// Whose.
    pub user: UserId,
}

/// What stood before the lock was lifted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserUnlocked {
    /// Failures since the last success, forgotten now.
    pub failed_sign_ins: i64,
}

impl Action for UnlockUser {
    type Outcome = UserUnlocked;

    const SPEC: Spec = Spec::plain(
        "users unlock",
        OperatorRole::Support,
        "Lift a lock and forget the failures",
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
        let mut preview = Preview::default();
        if user.is_locked(directory.now()) {
            let cause = user.lock_cause.as_deref().unwrap_or("no cause noted");
            preview = preview.and(format!("the lock is lifted ({cause})"));
        }
        if factors::closed_totp(on, &self.user).await? > 0 {
            preview = preview.and("codes of authenticators are taken again");
        }
        let failures = ["failure is forgotten", "failures are forgotten"];
        Ok(preview.counted(user.failed_sign_ins, failures))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<UserUnlocked> {
        let user = scene.user(target).await?;
        let changes = scene.directory().layout().changes();
        if changes.unlock(&mut scene.edit(), &user.id).await? == 0 {
            return Err(Error::Conflict {
                what: "the unlocking of",
                value: user.email,
            });
        }
        Ok(UserUnlocked {
            failed_sign_ins: user.failed_sign_ins,
        })
    }
}

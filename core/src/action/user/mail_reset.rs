//! Mails a user what lets them in again: a link to set a new password, or to sign in where there are none.

use serde::Serialize;
use serde_json::json;

use crate::action::{Action, Preview, Scene, Spec, Target, subject};
use crate::db::Conn;
use crate::error::Result;
use crate::model::{OperatorRole, User, UserId, UserStatus};
use crate::store::{Directory, impact};

const GOES_ON: &str = "sessions go on, unless the application ends them when a password is set";
const LATER: &str = "the link is made when the worker mails it, and counts from then";

/// Mails a user a link that no operator sees.
#[derive(Clone, Debug)]
pub struct MailReset {
    /// To whom.
    pub user: UserId,
}

/// The mail is queued; the entry's target says for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResetQueued {}

/// What the link lets its user do, as the mail says it after "to".
const fn opens(sets_password: bool) -> &'static str {
    if sets_password {
        "set a new password"
    } else {
        "sign in"
    }
}

/// What should make an operator hesitate besides.
fn warnings(user: &User, sets_password: bool) -> Vec<String> {
    let warnings = [
        (
            user.email_verified_at.is_none(),
            "the address was never proved: whoever reads its mail gets in",
        ),
        (
            sets_password && !user.has_password,
            "the account has no password: setting one adds a way in",
        ),
        (
            user.status == UserStatus::Disabled,
            "the account is closed: the link does not open it",
        ),
    ];
    let warnings = warnings.into_iter().filter(|(is_so, _)| *is_so);
    warnings.map(|(_, warning)| warning.to_owned()).collect()
}

impl Action for MailReset {
    type Outcome = ResetQueued;

    const SPEC: Spec = Spec::on_request(
        "users mail-reset",
        OperatorRole::Support,
        "Mail a user a link to set a new password, which no operator sees",
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
        let sets_password = directory.layout().changes().reset_sets_password();
        let opens = opens(sets_password);
        Ok(
            Preview::of(format!("a link to {opens} is mailed to {}", user.email))
                .and("links mailed before count no more once it leaves")
                .warned(warnings(&user, sets_password))
                .warned(impact::cautions(on, directory, &user).await?)
                .left(LATER)
                .left(GOES_ON),
        )
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<ResetQueued> {
        let user = scene.user(target).await?;
        let opens = opens(scene.directory().layout().changes().reset_sets_password());
        scene.tell_link(&user, json!({ "opens": opens })).await?;
        scene.remains(LATER);
        scene.remains(GOES_ON);
        Ok(ResetQueued {})
    }
}

//! Takes every second factor of a user away, with everything else that could pass for one.

use super::{Action, Preview, Scene, Spec, Target, subject};
use crate::db::Conn;
use crate::error::Result;
use crate::layout::FactorsReset;
use crate::model::{MailTemplate, OperatorRole, User, UserId};
use crate::store::Directory;
use crate::store::impact::{self, Impact};

/// Takes every second factor of a user away.
#[derive(Clone, Debug)]
pub struct ResetFactors {
    /// Whose.
    pub user: UserId,
}

/// What signing in looks like once no second factor is left.
fn afterwards(user: &User, impact: &Impact) -> Vec<String> {
    let mut ways = Vec::new();
    if user.has_password {
        ways.push("the password alone signs in until a new second factor is enrolled".to_owned());
    }
    if impact.identities > 0 {
        ways.push(format!(
            "{} linked social accounts still sign in",
            impact.identities
        ));
    }
    if ways.is_empty() {
        ways.push("the account signs in only by a link to its address".to_owned());
    }
    ways
}

impl Action for ResetFactors {
    type Outcome = FactorsReset;

    const SPEC: Spec = Spec::on_request(
        "factors reset",
        OperatorRole::Support,
        "Take every second factor away; sessions, trusted devices and pending tokens go too",
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
                impact.totp,
                ["authenticator is removed", "authenticators are removed"],
            )
            .counted(
                impact.passkeys,
                ["passkey is removed", "passkeys are removed"],
            )
            .counted(
                impact.code_sets + impact.pending_sets,
                [
                    "set of recovery codes is voided",
                    "sets of recovery codes are voided",
                ],
            )
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
            .warned(impact::cautions(on, directory, &user).await?);
        if impact.totp + impact.passkeys == 0 {
            preview = preview.warn("there is no second factor to reset");
        } else {
            preview = preview.warn("no second factor is left");
        }
        Ok(afterwards(&user, &impact)
            .into_iter()
            .fold(preview, Preview::left)
            .lingering(directory))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<FactorsReset> {
        let user = scene.user(target).await?;
        let directory = scene.directory().clone();
        let impact = impact::of(scene.tx(), &directory, &user.id).await?;
        let changes = directory.layout().changes();
        let report = changes
            .reset_second_factors(&mut scene.edit(), &user.id)
            .await?;
        for sentence in afterwards(&user, &impact) {
            scene.remains(sentence);
        }
        scene.access_goes_on();
        scene
            .tell(&user, MailTemplate::FactorsReset, serde_json::json!({}))
            .await?;
        Ok(report)
    }
}

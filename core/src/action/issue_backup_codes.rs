//! Issues backup codes of an application that keeps them sealed under its own secret: an admin's, shown once.

use secrecy::SecretString;
use serde::Serialize;

use super::{Action, Preview, Scene, Spec, Target, subject};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{MailTemplate, OperatorRole, User, UserId};
use crate::store::Directory;
use crate::store::impact::{self, Impact};

/// Puts ten new backup codes in the place of a user's.
#[derive(Clone, Debug)]
pub struct IssueBackupCodes {
    /// Whose.
    pub user: UserId,
}

/// The codes that count now; the audit keeps how many, never one.
#[derive(Clone, Debug, Serialize)]
pub struct BackupCodesIssued {
    /// How many there are.
    pub count: usize,
    /// The codes, to be shown once.
    #[serde(skip)]
    pub codes: Vec<SecretString>,
}

/// Only who has a second factor has a place for codes.
fn enrolled(user: &User, impact: &Impact) -> Result<()> {
    if impact.code_sets > 0 {
        return Ok(());
    }
    Err(Error::not_found("backup codes of", &user.email))
}

impl Action for IssueBackupCodes {
    type Outcome = BackupCodesIssued;

    const SPEC: Spec = Spec::on_request(
        "backup-codes issue",
        OperatorRole::Admin,
        "Issue ten backup codes of the application; the ones before count no more",
    )
    .by_person();

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
        let impact = impact::of(on, directory, &user.id).await?;
        enrolled(&user, &impact)?;
        Ok(Preview::of("10 codes are shown once; each signs in once")
            .and("the codes before count no more, at once")
            .warned(impact::cautions(on, directory, &user).await?)
            .left("the authenticator goes on"))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<BackupCodesIssued> {
        let user = scene.user(target).await?;
        let directory = scene.directory().clone();
        let impact = impact::of(scene.tx(), &directory, &user.id).await?;
        enrolled(&user, &impact)?;
        let changes = directory.layout().changes();
        let mut edit = scene.edit();
        let codes = changes
            .issue_backup_codes(&mut edit, &user.id, directory.entropy())
            .await?;
        scene.remains("the authenticator goes on");
        let told = MailTemplate::RecoveryCodesIssued;
        scene
            .tell(&user, told, serde_json::json!({ "kind": "full" }))
            .await?;
        Ok(BackupCodesIssued {
            count: codes.len(),
            codes,
        })
    }
}

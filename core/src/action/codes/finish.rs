//! The second phase: the user has the codes, so they begin to count and the ones before stop.

use serde::Serialize;

use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{CodeSetId, CodeSetKind, MailTemplate, OperatorRole, Ts, UserId};
use crate::store::{Directory, factors, impact};

/// Lets a pending set count.
#[derive(Clone, Debug)]
pub struct FinishCodes {
    /// Whose.
    pub user: UserId,
    /// Which set: the one whose codes were shown.
    pub set: CodeSetId,
}

/// The set that counts now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodesFinished {
    /// Which set.
    pub set: CodeSetId,
    /// What its codes open.
    pub kind: CodeSetKind,
    /// When it stops counting by itself.
    pub expires_at: Option<Ts>,
}

impl FinishCodes {
    /// The set, if it still waits.
    async fn pending(&self, on: &mut impl Conn) -> Result<factors::PendingSet> {
        let pending = factors::pending_set(on, &self.user).await?;
        let pending = pending.filter(|p| p.id == self.set);
        pending.ok_or_else(|| Error::not_found("pending set of recovery codes", &self.set))
    }
}

impl Action for FinishCodes {
    type Outcome = CodesFinished;

    const SPEC: Spec = Spec::plain(
        "recovery-codes finish",
        OperatorRole::Support,
        "Let the codes just issued count; the ones before are void",
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
        self.pending(on).await?;
        let impact = impact::of(on, directory, &self.user).await?;
        Ok(Preview::of("the codes just shown begin to count").counted(
            impact.code_sets,
            ["set from before is voided", "sets from before are voided"],
        ))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<CodesFinished> {
        let user = scene.user(target).await?;
        let pending = self.pending(scene.tx()).await?;
        // Only who saw the codes knows that they reached the user.
        if pending.issued_by.as_deref() != Some(scene.actor_id()) {
            return Err(Error::Conflict {
                what: "a pending set issued by somebody else,",
                value: self.set.to_string(),
            });
        }
        let changes = scene.directory().layout().changes();
        if changes
            .activate_code_set(&mut scene.edit(), &user.id, &self.set)
            .await?
            == 0
        {
            return Err(Error::not_found("pending set of recovery codes", &self.set));
        }
        if let Some(until) = pending.expires_at {
            scene.remains(format!(
                "the code opens re-enrolment only, until {}",
                until.to_second()
            ));
        }
        let kind = serde_json::json!({ "kind": pending.kind });
        scene
            .tell(&user, MailTemplate::RecoveryCodesIssued, kind)
            .await?;
        Ok(CodesFinished {
            set: self.set.clone(),
            kind: pending.kind,
            expires_at: pending.expires_at,
        })
    }
}

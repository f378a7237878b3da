//! Issues the one code that opens re-enrolment: support's default.

use super::issue::{CodesIssued, issue, make, preview};
use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::crypto::recovery_code::IssuedSet;
use crate::db::Conn;
use crate::error::Result;
use crate::model::{CodeSetKind, OperatorRole, UserId};
use crate::store::Directory;

/// Issues one code that opens re-enrolment for 24 hours.
#[derive(Clone, Debug)]
pub struct IssueOneTimeCode {
    /// Whose.
    pub user: UserId,
}

impl Action for IssueOneTimeCode {
    type Outcome = CodesIssued;

    const SPEC: Spec = Spec::on_request(
        "recovery-codes issue",
        OperatorRole::Support,
        "Issue one 24-hour code that opens re-enrolment only",
    );

    async fn codes(&self, directory: &Directory) -> Result<Option<IssuedSet>> {
        make(directory, CodeSetKind::OneTime).await
    }

    async fn target(&self, _: &mut impl Conn, _: &Directory) -> Result<Target> {
        Ok(Target::User(self.user.clone()))
    }

    async fn preview(
        &self,
        on: &mut impl Conn,
        directory: &Directory,
        _: &Target,
    ) -> Result<Preview> {
        preview(on, directory, &self.user, CodeSetKind::OneTime).await
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<CodesIssued> {
        issue(scene, target, CodeSetKind::OneTime).await
    }
}

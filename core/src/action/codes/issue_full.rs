//! Issues a full set of codes, which is an admin's.

use super::issue::{CodesIssued, issue, make, preview};
use crate::action::{Action, Preview, Scene, Spec, Target};
use crate::crypto::recovery_code::IssuedSet;
use crate::db::Conn;
use crate::error::Result;
use crate::model::{CodeSetKind, OperatorRole, UserId};
use crate::store::Directory;

/// Issues ten codes that each sign in once.
#[derive(Clone, Debug)]
pub struct IssueFullSet {
    /// Whose.
    pub user: UserId,
}

impl Action for IssueFullSet {
    type Outcome = CodesIssued;

    const SPEC: Spec = Spec::on_request(
        "recovery-codes issue --full",
        OperatorRole::Admin,
        "Issue a full set of ten recovery codes",
    );

    async fn codes(&self, directory: &Directory) -> Result<Option<IssuedSet>> {
        make(directory, CodeSetKind::Full).await
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
        preview(on, directory, &self.user, CodeSetKind::Full).await
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<CodesIssued> {
        issue(scene, target, CodeSetKind::Full).await
    }
}

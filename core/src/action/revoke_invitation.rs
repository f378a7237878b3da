//! Revokes an invitation that is still open.

use serde::Serialize;

use super::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{InvitationId, OperatorRole};
use crate::store::Directory;
use crate::store::accounts::invitations;

/// Revokes one invitation.
#[derive(Clone, Debug)]
pub struct RevokeInvitation {
    /// Which.
    pub invitation: InvitationId,
}

/// What was revoked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InvitationRevoked {
    /// Which invitation.
    pub invitation: InvitationId,
}

impl RevokeInvitation {
    fn missing(&self) -> Error {
        Error::not_found("open invitation", &self.invitation)
    }
}

impl Action for RevokeInvitation {
    type Outcome = InvitationRevoked;

    const SPEC: Spec = Spec::plain(
        "invitations revoke",
        OperatorRole::Support,
        "Revoke an invitation that nobody accepted yet",
    );

    // It is an address that is invited, which may be nobody's yet.
    async fn target(&self, _: &mut impl Conn, _: &Directory) -> Result<Target> {
        Ok(Target::Own {
            kind: "invitation",
            id: self.invitation.to_string(),
        })
    }

    async fn preview(
        &self,
        on: &mut impl Conn,
        directory: &Directory,
        _: &Target,
    ) -> Result<Preview> {
        let found = invitations::by_id(on, &self.invitation).await?;
        let open = found.filter(|i| i.is_open(directory.now()));
        let open = open.ok_or_else(|| self.missing())?;
        let (email, role) = (open.email, open.role);
        Ok(Preview::of(format!(
            "the invitation of {email} as {role} counts no more"
        )))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<InvitationRevoked> {
        let directory = scene.directory().clone();
        self.preview(scene.tx(), &directory, target).await?;
        let changes = directory.layout().changes();
        let mut edit = scene.edit();
        if changes
            .revoke_invitation(&mut edit, &self.invitation)
            .await?
            == 0
        {
            return Err(self.missing());
        }
        Ok(InvitationRevoked {
            invitation: self.invitation.clone(),
        })
    }
}

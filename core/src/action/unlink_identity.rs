//! Unlinks a social account, never the last way in.

use serde::Serialize;

use super::{Action, Preview, Scene, Spec, Target, subject};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{Identity, IdentityId, MailTemplate, OperatorRole, User};
use crate::store::{Directory, identities, impact, ways_in};

/// Unlinks one identity.
#[derive(Clone, Debug)]
pub struct UnlinkIdentity {
    /// Which.
    pub identity: IdentityId,
}

/// What was unlinked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdentityUnlinked {
    /// Which identity.
    pub identity: IdentityId,
    /// Who vouched for it.
    pub provider: String,
}

impl UnlinkIdentity {
    async fn found(&self, on: &mut impl Conn) -> Result<Identity> {
        let found = identities::by_id(on, &self.identity).await?;
        found.ok_or_else(|| Error::not_found("identity", &self.identity))
    }
}

async fn refuse_last(on: &mut impl Conn, directory: &Directory, user: &User) -> Result<()> {
    let left = ways_in::without_identity(on, directory, user).await?;
    left.or_refuse(UnlinkIdentity::SPEC.verb).map(drop)
}

impl Action for UnlinkIdentity {
    type Outcome = IdentityUnlinked;

    const SPEC: Spec = Spec::sensitive(
        "identities unlink",
        OperatorRole::Support,
        "Unlink a social account, unless nothing else lets its user in",
    );

    async fn target(&self, on: &mut impl Conn, _: &Directory) -> Result<Target> {
        Ok(Target::User(self.found(on).await?.user_id))
    }

    async fn preview(
        &self,
        on: &mut impl Conn,
        directory: &Directory,
        _: &Target,
    ) -> Result<Preview> {
        let identity = self.found(on).await?;
        let user = subject(on, &identity.user_id).await?;
        refuse_last(on, directory, &user).await?;
        let change = format!("the account of {} signs in no more", identity.provider);
        Ok(Preview::of(change)
            .warned(impact::cautions(on, directory, &user).await?)
            .left("sessions go on"))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<IdentityUnlinked> {
        let directory = scene.directory().clone();
        let changes = directory.layout().changes();
        let user = scene.user(target).await?.id;
        // Held still before it is counted: of two that are unlinked at the same moment the second finds the first gone.
        changes.hold_user(&mut scene.edit(), &user).await?;
        let user = subject(scene.tx(), &user).await?;
        let identity = self.found(scene.tx()).await?;
        refuse_last(scene.tx(), &directory, &user).await?;
        let mut edit = scene.edit();
        if changes
            .unlink_identity(&mut edit, &user.id, &self.identity)
            .await?
            == 0
        {
            return Err(Error::not_found("identity", &self.identity));
        }
        scene.remains("sessions go on; end them too if the account was not theirs");
        let provider = serde_json::json!({ "provider": identity.provider });
        scene
            .tell(&user, MailTemplate::IdentityUnlinked, provider)
            .await?;
        Ok(IdentityUnlinked {
            identity: self.identity.clone(),
            provider: identity.provider,
        })
    }
}

//! Ends every session of a user.

use serde::Serialize;

use super::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::Result;
use crate::model::{EndedWhy, MailTemplate, OperatorRole, UserId};
use crate::store::{Directory, sessions};

/// Ends every session of a user with its refresh tokens.
#[derive(Clone, Debug)]
pub struct EndSessions {
    /// Whose.
    pub user: UserId,
}

/// What ending all sessions did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SessionsEnded {
    /// How many lived.
    pub sessions: u64,
}

impl Action for EndSessions {
    type Outcome = SessionsEnded;

    const SPEC: Spec = Spec::sensitive(
        "sessions revoke --all",
        OperatorRole::Support,
        "End every session of a user",
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
        let live = sessions::count_live(on, directory, &self.user).await?;
        if live == 0 {
            return Ok(Preview::default().and("no session lives: none ends"));
        }
        Ok(Preview::default()
            .counted(live, ["live session ends", "live sessions end"])
            .lingering(directory))
    }

    async fn apply(&self, scene: &mut Scene<'_>, target: &Target) -> Result<SessionsEnded> {
        let user = scene.user(target).await?;
        let changes = scene.directory().layout().changes();
        let sessions = changes
            .end_sessions_of(&mut scene.edit(), &user.id, EndedWhy::Operator)
            .await?;
        scene.access_goes_on();
        scene
            .tell(
                &user,
                MailTemplate::SessionsEnded,
                serde_json::json!({ "sessions": sessions }),
            )
            .await?;
        Ok(SessionsEnded { sessions })
    }
}

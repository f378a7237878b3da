//! Ends one session.

use serde::Serialize;

use super::{Action, Preview, Scene, Spec, Target};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{EndedWhy, OperatorRole, SessionId};
use crate::store::{Directory, sessions};

/// Ends one session with its refresh tokens.
#[derive(Clone, Debug)]
pub struct EndSession {
    /// Which.
    pub session: SessionId,
}

/// What ending one session did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SessionEnded {
    /// Which session.
    pub session: SessionId,
}

impl Action for EndSession {
    type Outcome = SessionEnded;

    const SPEC: Spec = Spec::plain(
        "sessions revoke",
        OperatorRole::Support,
        "End one session and its refresh tokens",
    );

    async fn target(&self, on: &mut impl Conn, _: &Directory) -> Result<Target> {
        let session = sessions::session_in(on, &self.session).await?;
        let session = session.ok_or_else(|| Error::not_found("session", &self.session))?;
        Ok(Target::User(session.user_id))
    }

    async fn preview(
        &self,
        on: &mut impl Conn,
        directory: &Directory,
        _: &Target,
    ) -> Result<Preview> {
        let session = sessions::session_in(on, &self.session).await?;
        let session = session.ok_or_else(|| Error::not_found("session", &self.session))?;
        if !session.is_live(directory.now()) {
            return Err(Error::Conflict {
                what: "the end of session",
                value: self.session.to_string(),
            });
        }
        let begun = session.created_at.to_second();
        Ok(Preview::of(format!("1 session begun {begun} ends")).lingering(directory))
    }

    async fn apply(&self, scene: &mut Scene<'_>, _: &Target) -> Result<SessionEnded> {
        let changes = scene.directory().layout().changes();
        if changes
            .end_session(&mut scene.edit(), &self.session, EndedWhy::Operator)
            .await?
            == 0
        {
            return Err(Error::Conflict {
                what: "the end of session",
                value: self.session.to_string(),
            });
        }
        scene.access_goes_on();
        Ok(SessionEnded {
            session: self.session.clone(),
        })
    }
}

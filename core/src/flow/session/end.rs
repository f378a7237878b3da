//! Ending one's own sessions: one of them, or all but the one in use.

use serde_json::json;

use crate::error::{Error, Result};
use crate::flow::turn::About;
use crate::flow::{Accounts, Visit};
use crate::model::{EndedWhy, EventKind, Session, SessionId};
use crate::store::sessions::session_in;

impl Accounts {
    /// Ends one session of the user of `session`, with its refresh tokens; one that is over already is no error.
    ///
    /// Somebody else's is not found, as if there were none.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, Visit}, model::{Session, SessionId}};
    /// # async fn example(accounts: Accounts, session: Session, chosen: SessionId, visit: Visit) -> wardroom_core::Result<()> {
    /// accounts.end_session(&session, &chosen, &visit).await
    /// # }
    /// ```
    pub async fn end_session(
        &self,
        session: &Session,
        ended: &SessionId,
        visit: &Visit,
    ) -> Result<()> {
        let mut turn = self.turn().await?;
        let found = session_in(&mut turn.tx, ended).await?;
        if found.is_none_or(|found| found.user_id != session.user_id) {
            return Err(Error::not_found("session", ended));
        }
        let changes = self.directory.layout().changes();
        let count = changes
            .end_session(&mut turn.edit(), ended, EndedWhy::SignOut)
            .await?;
        if count > 0 {
            let about = About::session(&session.user_id, ended);
            let detail = json!({ "from": session.id });
            turn.event(EventKind::SignOut, about, visit, detail).await?;
        }
        turn.commit().await
    }

    /// Ends every session of the user but `session`; how many lived.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, Visit}, model::Session};
    /// # async fn example(accounts: Accounts, session: Session, visit: Visit) -> wardroom_core::Result<u64> {
    /// accounts.end_other_sessions(&session, &visit).await
    /// # }
    /// ```
    pub async fn end_other_sessions(&self, session: &Session, visit: &Visit) -> Result<u64> {
        let mut turn = self.turn().await?;
        let changes = self.directory.layout().changes();
        let (user, why) = (&session.user_id, EndedWhy::SignOut);
        let count = changes
            .end_other_sessions_of(&mut turn.edit(), user, &session.id, why)
            .await?;
        let about = About::session(user, &session.id);
        turn.event(
            EventKind::SessionsEnded,
            about,
            visit,
            json!({ "count": count }),
        )
        .await?;
        turn.commit().await?;
        Ok(count)
    }
}

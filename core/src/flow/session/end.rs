//! Ending one's own sessions: one of them, or all but the one in use.

use serde_json::json;

use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::turn::About;
use crate::flow::{Accounts, Visit};
use crate::model::{EndedWhy, EventKind, SessionId};
use crate::store::sessions::session_in;

const VERB: &str = "end a session";
const VERB_OTHERS: &str = "end other sessions";

impl Accounts {
    /// Ends one session of the holder of `session`, with its refresh tokens; one that is over already is no error.
    ///
    /// Somebody else's is not found, as if there were none. Refused with
    /// [`Refusal::SessionOver`](crate::model::Refusal::SessionOver) when `session` is over.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::{Accounts, Visit}, model::SessionId};
    /// # async fn example(accounts: Accounts, session: &Token, chosen: SessionId, visit: Visit) -> wardroom_core::Result<()> {
    /// accounts.end_session(session, &chosen, &visit).await
    /// # }
    /// ```
    pub async fn end_session(
        &self,
        session: &Token,
        ended: &SessionId,
        visit: &Visit,
    ) -> Result<()> {
        let mut turn = self.turn().await?;
        let here = turn.held(VERB, session).await?.session;
        let found = session_in(&mut turn.tx, ended).await?;
        if found.is_none_or(|found| found.user_id != here.user_id) {
            return Err(Error::not_found("session", ended));
        }
        let changes = self.directory.layout().changes();
        let count = changes
            .end_session(&mut turn.edit(), ended, EndedWhy::SignOut)
            .await?;
        if count > 0 {
            let about = About::session(&here.user_id, ended);
            let detail = json!({ "from": here.id });
            turn.event(EventKind::SignOut, about, visit, detail).await?;
        }
        turn.commit().await
    }

    /// Ends every session of the holder of `session` but that one; how many lived.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::{Accounts, Visit}};
    /// # async fn example(accounts: Accounts, session: &Token, visit: Visit) -> wardroom_core::Result<u64> {
    /// accounts.end_other_sessions(session, &visit).await
    /// # }
    /// ```
    pub async fn end_other_sessions(&self, session: &Token, visit: &Visit) -> Result<u64> {
        let mut turn = self.turn().await?;
        let here = turn.held(VERB_OTHERS, session).await?.session;
        let changes = self.directory.layout().changes();
        let (user, why) = (&here.user_id, EndedWhy::SignOut);
        let count = changes
            .end_other_sessions_of(&mut turn.edit(), user, &here.id, why)
            .await?;
        let about = About::session(user, &here.id);
        let detail = json!({ "count": count });
        turn.event(EventKind::SessionsEnded, about, visit, detail)
            .await?;
        turn.commit().await?;
        Ok(count)
    }
}

//! A user's own sessions, to be looked through for one that is not theirs.

use crate::error::Result;
use crate::flow::Accounts;
use crate::model::{Page, Session, TimeCursor};
use crate::store::sessions::live_page_of;

impl Accounts {
    /// A page of the live sessions of the user of `session`, newest first, itself among them.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::Accounts, model::Session};
    /// # async fn example(accounts: Accounts, session: Session) -> wardroom_core::Result<()> {
    /// for other in accounts.own_sessions(&session, None, 20).await?.rows {
    ///     let is_this_one = other.id == session.id;
    ///     println!("{:?} since {} {is_this_one}", other.user_agent, other.created_at);
    /// }
    /// # Ok(()) }
    /// ```
    pub async fn own_sessions(
        &self,
        session: &Session,
        cursor: Option<&TimeCursor>,
        limit: usize,
    ) -> Result<Page<Session, TimeCursor>> {
        live_page_of(&self.directory, &session.user_id, cursor, limit).await
    }
}

//! A user's own sessions, to be looked through for one that is not theirs.

use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::Accounts;
use crate::model::{Page, Session, TimeCursor};
use crate::store::sessions::live_page_of;

impl Accounts {
    /// A page of the live sessions of the holder of `session`, newest first, itself among them.
    ///
    /// Refused with [`Refusal::SessionOver`](crate::model::Refusal::SessionOver) when it is over.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::Accounts};
    /// # async fn example(accounts: Accounts, session: &Token) -> wardroom_core::Result<()> {
    /// for own in accounts.own_sessions(session, None, 20).await?.rows {
    ///     println!("{:?} since {}", own.user_agent, own.created_at);
    /// }
    /// # Ok(()) }
    /// ```
    pub async fn own_sessions(
        &self,
        session: &Token,
        cursor: Option<&TimeCursor>,
        limit: usize,
    ) -> Result<Page<Session, TimeCursor>> {
        let user = self.live_session("list sessions", session).await?.user_id;
        live_page_of(&self.directory, &user, cursor, limit).await
    }
}

//! Who asks: the session that a request's token stands for.

use std::time::Duration;

use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::model::{Refusal, Session};
use crate::store::accounts::sessions;

/// Every write to `seen_at` moves index entries: a request may not cost one (see the migration of sessions).
const SEEN_EVERY: Duration = Duration::from_mins(1);

impl Accounts {
    /// The live session `token` stands for, of a user who may use one: neither disabled nor erased nor locked by an
    /// operator. Whether a sweep has been by makes no difference.
    ///
    /// A session in use ends later: its end moves once a minute at most. Refused with [`Refusal::SessionOver`]
    /// whatever is wrong.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::{Token, TokenKind}, flow::Accounts, model::UserId};
    /// # async fn example(accounts: Accounts, cookie: &str) -> wardroom_core::Result<UserId> {
    /// let session = accounts.authenticate(&Token::parse(TokenKind::Plain, cookie)?).await?;
    /// # Ok(session.user_id) }
    /// ```
    pub async fn authenticate(&self, token: &Token) -> Result<Session> {
        let session = self.live_session("authenticate", token).await?;
        if self.directory.now().since(session.seen_at) < SEEN_EVERY {
            return Ok(session);
        }
        match self.seen(&session).await {
            // Whoever holds the database keeps a note from being made, not a request from being served.
            Err(Error::Busy { .. }) => Ok(session),
            seen => seen,
        }
    }

    /// As [`Accounts::authenticate`], and nothing is written.
    pub(super) async fn live_session(&self, verb: &'static str, token: &Token) -> Result<Session> {
        let (directory, now) = (&self.directory, self.directory.now());
        let mut db = directory.db();
        let held = sessions::held(&mut db, directory.layout(), token.hash(), now).await?;
        let live = held.filter(|held| held.is_open && held.session.is_live(now));
        live.map(|held| held.session).ok_or(Error::Refused {
            action: verb,
            refusal: Refusal::SessionOver,
        })
    }

    async fn seen(&self, session: &Session) -> Result<Session> {
        let mut turn = self.turn().await?;
        let expires_at = self.session_end(session.created_at, turn.now);
        sessions::touch(&mut turn.edit(), &session.id, expires_at).await?;
        let seen_at = turn.now;
        turn.commit().await?;
        Ok(Session {
            seen_at,
            idle_from: Some(seen_at),
            expires_at,
            ..session.clone()
        })
    }
}

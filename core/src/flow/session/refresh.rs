//! Refreshing: the token is used up and followed by one other, in the session both belong to.

use serde_json::json;

use crate::crypto::refresh_child::{follow, followed};
use crate::crypto::token::{Token, TokenKind};
use crate::error::Result;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, Id, Refusal, Session, Ts};
use crate::store::accounts::refresh_tokens::{self, Shown};
use crate::store::accounts::sessions;

pub(super) const VERB: &str = "refresh";

/// A session that goes on.
#[derive(Debug)]
pub struct Refreshed {
    /// The session, with its new end.
    pub session: Session,
    /// The refresh token to show next; the one that was shown is used up.
    pub refresh: Token,
    /// Whether it is an answer given before and lost on its way.
    pub repeated: bool,
}

impl Accounts {
    /// Exchanges a refresh token for the next one of its family and moves the session's end forward.
    ///
    /// A token counts once. Shown again, it proves that two hold it: the family is revoked, the session ends, and the
    /// user and the operators are told (RFC 9700 §4.14.2). Where `refresh_grace` is set, the same token shown again
    /// within it gets the same answer, as long as nobody has used that: an answer can be lost on its way.
    ///
    /// Refused with [`Refusal::SessionOver`] whatever is wrong.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::{Token, TokenKind}, flow::{Accounts, Visit}};
    /// # async fn example(accounts: Accounts, cookie: &str, visit: Visit) -> wardroom_core::Result<()> {
    /// let shown = Token::parse(TokenKind::Plain, cookie)?;
    /// let refreshed = accounts.refresh(&shown, &visit).await?;
    /// let next_cookie = refreshed.refresh.expose();
    /// # let _ = next_cookie;
    /// # Ok(()) }
    /// ```
    pub async fn refresh(&self, token: &Token, visit: &Visit) -> Result<Refreshed> {
        let mut turn = self.turn().await?;
        let Some(shown) = refresh_tokens::shown(&mut turn.edit(), token.hash()).await? else {
            return turn.refuse(VERB, Refusal::SessionOver).await;
        };
        let is_live = shown.is_open && shown.session.is_live(turn.now);
        if is_live && refresh_tokens::spend(&mut turn.edit(), &shown.link).await? {
            return turn.rotate(shown, token, visit).await;
        }
        let Some(used_at) = refresh_tokens::used_at(&mut turn.tx, &shown.link).await? else {
            return turn.refuse(VERB, Refusal::SessionOver).await;
        };
        let child = if is_live && turn.is_graceful(used_at) {
            turn.given_before(&shown, token).await?
        } else {
            None
        };
        match child {
            Some((link, child)) => turn.repeat(shown, link, child, visit).await,
            None => turn.replayed(&shown, used_at, visit).await,
        }
    }
}

impl Turn<'_> {
    async fn rotate(mut self, shown: Shown, parent: &Token, visit: &Visit) -> Result<Refreshed> {
        let link = self.fresh_id();
        let child = self.child_of(parent, &link)?;
        let ends = self
            .accounts
            .session_end(shown.session.created_at, self.now);
        refresh_tokens::follow(&mut self.edit(), &link, &shown, child.hash(), ends).await?;
        sessions::touch(&mut self.edit(), &shown.session.id, ends).await?;
        self.refreshed(&shown, &link, false, visit).await?;
        let session = Session {
            seen_at: self.now,
            idle_from: Some(self.now),
            expires_at: ends,
            ..shown.session
        };
        self.commit().await?;
        Ok(Refreshed {
            session,
            refresh: child,
            repeated: false,
        })
    }

    async fn repeat(
        mut self,
        shown: Shown,
        link: Id,
        child: Token,
        visit: &Visit,
    ) -> Result<Refreshed> {
        self.refreshed(&shown, &link, true, visit).await?;
        self.commit().await?;
        Ok(Refreshed {
            session: shown.session,
            refresh: child,
            repeated: true,
        })
    }

    /// Writes the event: the ids are rows, never the credential.
    async fn refreshed(
        &mut self,
        shown: &Shown,
        link: &Id,
        repeated: bool,
        visit: &Visit,
    ) -> Result<()> {
        let about = About::session(&shown.session.user_id, &shown.session.id);
        let detail = json!({ "link": link, "repeated": repeated });
        self.event(EventKind::Refreshed, about, visit, detail).await
    }

    /// Without a grace nobody can ask again, and nothing needs to be made twice.
    fn child_of(&self, parent: &Token, link: &Id) -> Result<Token> {
        let accounts = self.accounts;
        if accounts.settings.refresh_grace.is_zero() {
            let entropy = accounts.directory.entropy();
            return Ok(Token::generate(TokenKind::Plain, entropy));
        }
        Ok(follow(&accounts.ring, parent, &link.to_bytes())?)
    }

    fn is_graceful(&self, used_at: Ts) -> bool {
        self.now < used_at.plus(self.accounts.settings.refresh_grace)
    }

    /// The answer that was given to `parent` before, unless somebody has used it.
    async fn given_before(&mut self, shown: &Shown, parent: &Token) -> Result<Option<(Id, Token)>> {
        let session = &shown.session.id;
        let child = refresh_tokens::unused_child(&mut self.edit(), session, &shown.link).await?;
        let Some((link, hash)) = child else {
            return Ok(None);
        };
        let token = followed(&self.accounts.ring, parent, &link.to_bytes(), hash)?;
        Ok(token.map(|token| (link, token)))
    }
}

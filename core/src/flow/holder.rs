//! Whoever holds a session: looked up for what only they may do.

use super::turn::Turn;
use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::model::{Refusal, Session};
use crate::store::accounts::sessions;
use crate::store::accounts::users::{self, Credited};

/// A live session and its user.
#[derive(Debug)]
pub(super) struct Holder {
    pub(super) session: Session,
    pub(super) who: Credited,
}

impl Turn<'_> {
    /// The live session that `token` stands for, with its user; nothing when the account is closed.
    pub(super) async fn holder(&mut self, token: &Token) -> Result<Option<Holder>> {
        let session = sessions::by_token(&mut self.tx, token.hash()).await?;
        let Some(session) = session.filter(|s| s.is_live(self.now)) else {
            return Ok(None);
        };
        let who = users::by_id(&mut self.tx, &session.user_id).await?;
        let open = who.filter(|c| c.user.is_open(self.now));
        Ok(open.map(|who| Holder { session, who }))
    }

    /// Whether the holder proved lately who they are: by a second factor where there is one, else by signing in.
    pub(super) fn is_fresh(&self, holder: &Holder) -> bool {
        let session = &holder.session;
        let proved = if holder.who.has_factor() {
            session.factor_at
        } else {
            session.factor_at.max(Some(session.created_at))
        };
        let life = self.accounts.settings.step_up_life;
        proved.is_some_and(|at| self.now < at.plus(life))
    }

    /// As [`Turn::holder`], refused when there is none.
    pub(super) async fn held(&mut self, verb: &'static str, token: &Token) -> Result<Holder> {
        let holder = self.holder(token).await?;
        holder.ok_or(Error::Refused {
            action: verb,
            refusal: Refusal::SessionOver,
        })
    }

    /// As [`Turn::held`], refused when the proof is not fresh.
    pub(super) async fn proven(&mut self, verb: &'static str, token: &Token) -> Result<Holder> {
        let holder = self.held(verb, token).await?;
        if self.is_fresh(&holder) {
            return Ok(holder);
        }
        Err(Error::Refused {
            action: verb,
            refusal: Refusal::StepUp,
        })
    }
}

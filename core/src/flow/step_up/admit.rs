//! Letting a step-up in, counted before it is looked at; and what follows when it was right.

use serde_json::json;

use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::holder::Holder;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, Refusal, Session};
use crate::store::accounts::sessions;
use crate::store::attempts::{self, AttemptKey};

/// What the refusals and events of a step-up are called.
pub(super) const VERB: &str = "step up";

/// Apart from sign-ins: whoever fails those must not hold up a session that lives.
fn key(holder: &Holder) -> AttemptKey {
    AttemptKey::new(VERB, &holder.who.user.id.to_string())
}

impl Accounts {
    /// Counts a step-up; the turn that comes along has not been committed.
    pub(in crate::flow) async fn admit_step_up(
        &self,
        session: &Token,
        visit: &Visit,
    ) -> Result<(Turn<'_>, Holder)> {
        let mut turn = self.turn().await?;
        let holder = turn.held(VERB, session).await?;
        let about = About::session(&holder.who.user.id, &holder.session.id);
        let turn = turn.counted(VERB, key(&holder), about, visit).await?;
        Ok((turn, holder))
    }
}

impl Turn<'_> {
    /// Raises the session, writes the event and commits; the session as it is now.
    pub(in crate::flow) async fn stepped_up(
        mut self,
        holder: Holder,
        by: &'static str,
        visit: &Visit,
    ) -> Result<Session> {
        let (id, now) = (&holder.session.id, self.now);
        if !sessions::stepped_up(&mut self.edit(), id).await? {
            return self.refuse(VERB, Refusal::SessionOver).await;
        }
        attempts::clear(&mut self.tx, key(&holder)).await?;
        let about = About::session(&holder.who.user.id, id);
        let detail = json!({ "by": by });
        self.event(EventKind::SteppedUp, about, visit, detail)
            .await?;
        self.commit().await?;
        Ok(Session {
            aal: 2,
            factor_at: Some(now),
            seen_at: now,
            idle_from: Some(now),
            ..holder.session
        })
    }
}

//! A spent refresh token shown again: two hold it, and nobody can tell which of them is the user.

use serde_json::json;

use super::refresh::{Refreshed, VERB};
use crate::error::Result;
use crate::flow::Visit;
use crate::flow::turn::{About, Turn};
use crate::model::{EndedWhy, EventKind, MailTemplate, Refusal, Ts};
use crate::store::accounts::refresh_tokens::{self, Shown};
use crate::store::users::user_in;

impl Turn<'_> {
    /// Ends the session with the whole family, leaves what an operator needs to see, tells the user, and refuses.
    pub(super) async fn replayed(
        mut self,
        shown: &Shown,
        used_at: Ts,
        visit: &Visit,
    ) -> Result<Refreshed> {
        let session = &shown.session;
        // The evidence is there: a client that tries again and again must not fill the timeline.
        if session.revoked_why.as_deref() == Some(EndedWhy::Replay.word()) {
            return self.refuse(VERB, Refusal::SessionOver).await;
        }
        let changes = self.accounts.directory.layout().changes();
        let ended = changes
            .end_session(&mut self.edit(), &session.id, EndedWhy::Replay)
            .await?;
        let trail = refresh_tokens::trail(&mut self.tx, shown).await?;
        let about = About::session(&session.user_id, &session.id);
        // Words and numbers only: the rows they speak of will be purged.
        let detail = json!({
            "link": trail.position,
            "of": trail.links,
            "used_at": used_at,
            "ended": ended > 0,
        });
        self.event(EventKind::RefreshReplayed, about, visit, detail)
            .await?;
        if ended > 0
            && let Some(user) = user_in(&mut self.tx, &session.user_id).await?
        {
            let device = session.user_agent.as_deref();
            let params = json!({ "device": device, "began": session.created_at });
            self.tell(&user, MailTemplate::SessionReplayed, params)
                .await?;
        }
        self.refuse(VERB, Refusal::SessionOver).await
    }
}

//! Throttles: the next try waits longer after each failure, the next mail a while after the last, and one network asks
//! for so much an hour; known address or not.

use serde_json::json;

use super::turn::{About, Turn};
use super::{Accounts, Visit};
use crate::crypto::digest::hex;
use crate::error::{Error, Result};
use crate::model::{EventKind, Refusal, UserId, normalize_email};
use crate::store::attempts::{self, AttemptKey};

/// The address as it is compared; what cannot be one still counts under itself.
fn named(email: &str) -> String {
    normalize_email(email).unwrap_or_else(|| email.trim().to_lowercase())
}

impl Accounts {
    /// What failures of `what` are counted under: the address and the network, whether or not anybody has it.
    ///
    /// Both, so that a stranger elsewhere does not make the owner wait.
    pub(super) fn attempt_key(
        &self,
        what: &'static str,
        email: &str,
        visit: &Visit,
    ) -> Result<AttemptKey> {
        let network = visit.network(self)?;
        let network = network.map(|n| hex(n.as_bytes()));
        let name = format!("{}\n{}", named(email), network.unwrap_or_default());
        Ok(AttemptKey::new(what, &name))
    }

    /// As [`Turn::counted`], in a turn of its own.
    pub(super) async fn attempt(
        &self,
        verb: &'static str,
        key: AttemptKey,
        user: Option<&UserId>,
        visit: &Visit,
    ) -> Result<()> {
        let (turn, about) = (self.turn().await?, About::known(user));
        let turn = turn.counted(verb, key, about, visit).await?;
        turn.commit().await
    }
}

impl Accounts {
    /// Counts what a network asks for before anything is looked at, known address or not; refuses it unread when it
    /// is one too many. Nothing is kept of that but a line in the log: a stranger must not fill the timeline.
    pub(super) async fn within_limit(
        &self,
        verb: &'static str,
        most: u32,
        visit: &Visit,
    ) -> Result<()> {
        let Some(network) = visit.network(self)?.filter(|_| most > 0) else {
            return Ok(());
        };
        let key = AttemptKey::new(verb, &format!("network\n{}", hex(network.as_bytes())));
        let mut turn = self.turn().await?;
        let counted = attempts::most_an_hour(&mut turn.tx, key, turn.now, most).await?;
        turn.commit().await?;
        counted.map_err(|left| {
            tracing::warn!(event = "network_limited", verb);
            Error::Refused {
                action: verb,
                refusal: Refusal::wait(left),
            }
        })
    }
}

impl Turn<'_> {
    /// Counts a try before it is looked at; one that comes too early leaves its evidence, and is refused unread.
    pub(super) async fn counted(
        mut self,
        verb: &'static str,
        key: AttemptKey,
        about: About<'_>,
        visit: &Visit,
    ) -> Result<Self> {
        let Err(left) = attempts::take(&mut self.tx, key, self.now).await? else {
            return Ok(self);
        };
        let refusal = Refusal::wait(left);
        let detail = json!({ "while": verb, "seconds": refusal.retry_after() });
        self.event(EventKind::SignInDelayed, about, visit, detail)
            .await?;
        self.refuse(verb, refusal).await
    }

    /// Why another mail of this kind may not go to the address yet; otherwise it counts as sent now.
    pub(super) async fn too_soon(
        &mut self,
        kind: &'static str,
        email: &str,
    ) -> Result<Option<Refusal>> {
        let key = AttemptKey::new(kind, &named(email));
        let pause = self.accounts.settings.resend_after;
        let sent = attempts::once_in(&mut self.tx, key, self.now, pause).await?;
        Ok(sent.err().map(Refusal::wait))
    }
}

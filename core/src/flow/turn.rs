//! One turn of a flow: the open transaction, the instant it counts from, and what it leaves behind.

use serde_json::Value as Json;

use super::{Accounts, Visit};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::layout::Edit;
use crate::model::{EventKind, Id, Refusal, SessionId, Ts, UserId};
use crate::store::accounts::events::{self, NewEvent};

/// What a flow writes against; nothing is kept before [`Turn::commit`].
pub(super) struct Turn<'a> {
    pub(super) tx: Tx,
    pub(super) accounts: &'a Accounts,
    pub(super) now: Ts,
    happened: Vec<Happened>,
}

/// An event as the log tells it.
struct Happened {
    kind: EventKind,
    user: Option<UserId>,
    session: Option<SessionId>,
}

/// Whom an event is about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct About<'a> {
    pub(super) user: Option<&'a UserId>,
    pub(super) session: Option<&'a SessionId>,
}

impl<'a> About<'a> {
    pub(super) fn user(user: &'a UserId) -> Self {
        Self::known(Some(user))
    }

    /// The user, where it is known who it is.
    pub(super) fn known(user: Option<&'a UserId>) -> Self {
        Self {
            user,
            session: None,
        }
    }

    pub(super) fn session(user: &'a UserId, session: &'a SessionId) -> Self {
        Self {
            user: Some(user),
            session: Some(session),
        }
    }
}

impl<'a> Turn<'a> {
    pub(super) async fn begin(accounts: &'a Accounts) -> Result<Self> {
        Ok(Self {
            tx: accounts.directory.begin().await?,
            accounts,
            now: accounts.directory.now(),
            happened: Vec::new(),
        })
    }

    /// The transaction with the layout's names, as changes take it.
    pub(super) fn edit(&mut self) -> Edit<'_> {
        Edit {
            tx: &mut self.tx,
            layout: self.accounts.directory.layout(),
            now: self.now,
        }
    }

    pub(super) fn fresh_id(&self) -> Id {
        self.accounts.directory.fresh_id()
    }

    /// Writes the event into the timeline, and once it is kept into the log; `detail` holds no secret and no address.
    pub(super) async fn event(
        &mut self,
        kind: EventKind,
        about: About<'_>,
        visit: &Visit,
        detail: Json,
    ) -> Result<()> {
        let id = self.fresh_id();
        let event = NewEvent {
            id: &id,
            kind,
            user: about.user,
            session: about.session,
            network: visit.network(self.accounts)?,
            user_agent: visit.user_agent(),
            detail,
        };
        events::append(&mut self.edit(), event).await?;
        self.happened.push(Happened {
            kind,
            user: about.user.cloned(),
            session: about.session.cloned(),
        });
        Ok(())
    }

    /// Keeps what was written, then says so: the log must not tell of what was rolled back.
    pub(super) async fn commit(self) -> Result<()> {
        self.tx.commit().await?;
        for happened in &self.happened {
            tracing::info!(
                event = happened.kind.word(),
                user = happened.user.as_ref().map(tracing::field::display),
                session = happened.session.as_ref().map(tracing::field::display),
            );
        }
        Ok(())
    }

    /// Keeps what was found out, then refuses: an error must not roll back its evidence.
    pub(super) async fn refuse<T>(self, action: &'static str, refusal: Refusal) -> Result<T> {
        self.commit().await?;
        Err(Error::Refused { action, refusal })
    }
}

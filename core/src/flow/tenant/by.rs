//! Who asks for a change of roles, and the refusal of those who may not.

use serde_json::{Value as Json, json};

use crate::error::{Error, Result};
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, Refusal, TenantId, UserId};

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// A user who is signed in; what they may do is asked at that moment.
    User(&'a UserId),
    /// The application itself, which may do everything: to make its first administrator, never for a request.
    Application,
}

impl<'a> By<'a> {
    /// The user, if it is one.
    pub(in crate::flow) fn user(self) -> Option<&'a UserId> {
        match self {
            Self::User(user) => Some(user),
            Self::Application => None,
        }
    }

    /// As an event keeps it.
    pub(in crate::flow) fn word(self) -> Json {
        self.user().map_or(json!("application"), |user| json!(user))
    }
}

impl Accounts {
    /// Refuses a read to those who may not; nothing was touched, so nothing is kept.
    pub(in crate::flow) async fn admit_read(
        &self,
        action: &'static str,
        by: By<'_>,
        needs: &str,
        tenant: Option<&TenantId>,
    ) -> Result<()> {
        let why = match by {
            By::Application => None,
            By::User(user) => {
                let mut db = self.directory.db();
                self.why_not(&mut db, user, needs, tenant).await?
            }
        };
        match why {
            Some(refusal) => Err(Error::Refused { action, refusal }),
            None => Ok(()),
        }
    }
}

impl Turn<'_> {
    /// Why `by` may not do `action` there; `None` when they may.
    pub(in crate::flow) async fn barred(
        &mut self,
        by: By<'_>,
        action: &str,
        tenant: Option<&TenantId>,
    ) -> Result<Option<Refusal>> {
        match by {
            By::Application => Ok(None),
            By::User(user) => {
                let accounts = self.accounts;
                accounts.why_not(&mut self.tx, user, action, tenant).await
            }
        }
    }

    /// The turn again, where `by` may do `action` there; otherwise refuses and keeps that it did.
    pub(in crate::flow) async fn permitted(
        mut self,
        verb: &'static str,
        by: By<'_>,
        action: &str,
        tenant: Option<&TenantId>,
        visit: &Visit,
    ) -> Result<Self> {
        match self.barred(by, action, tenant).await? {
            Some(refusal) => self.deny(verb, by, refusal, visit).await,
            None => Ok(self),
        }
    }

    /// Keeps that `by` was refused, then refuses.
    pub(in crate::flow) async fn deny<T>(
        mut self,
        verb: &'static str,
        by: By<'_>,
        refusal: Refusal,
        visit: &Visit,
    ) -> Result<T> {
        let about = About::known(by.user());
        let detail = json!({ "verb": verb, "why": refusal.word() });
        self.event(EventKind::Denied, about, visit, detail).await?;
        self.refuse(verb, refusal).await
    }
}

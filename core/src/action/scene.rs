//! What an action is written against: its target, the open transaction, and who acts.

use std::future::Future;

use serde::Serialize;
use serde_json::Value as Json;

use super::{Preview, Spec};
use crate::crypto::recovery_code::IssuedSet;
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::layout::Edit;
use crate::model::{ActorKind, MailTemplate, OperatorRole, Reason, Ts, User, UserId};
use crate::store::{Directory, notices, users};

/// What an action is done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A user of the directory; protection is checked.
    User(UserId),
    /// One of Wardroom's own things.
    Own {
        /// Its kind: operator, `service_token`, policy.
        kind: &'static str,
        /// Its id or name.
        id: String,
    },
}

impl Target {
    /// The kind and id the audit keeps.
    pub fn audited(&self) -> (&'static str, String) {
        match self {
            Self::User(id) => ("user", id.to_string()),
            Self::Own { kind, id } => (kind, id.clone()),
        }
    }
}

/// One thing an operator can do.
pub trait Action: Send + Sync {
    /// What the caller learns. What it serialises, the audit keeps: no secret and no personal data. A secret to be shown
    /// once goes in a field marked `#[serde(skip)]`, of a type that cannot be serialised or printed.
    type Outcome: Serialize + Send;

    /// Its place in the protocol.
    const SPEC: Spec;

    /// Makes the recovery codes it hands out. Before the transaction opens: hashing ten takes a fifth of a second, and
    /// SQLite has one writer.
    fn codes(&self, _: &Directory) -> impl Future<Output = Result<Option<IssuedSet>>> + Send {
        async { Ok(None) }
    }

    /// Finds what it is done to.
    fn target(
        &self,
        on: &mut impl Conn,
        directory: &Directory,
    ) -> impl Future<Output = Result<Target>> + Send;

    /// Says what it would change, changing nothing.
    fn preview(
        &self,
        on: &mut impl Conn,
        directory: &Directory,
        target: &Target,
    ) -> impl Future<Output = Result<Preview>> + Send;

    /// Does it, inside the transaction that also holds its audit entry.
    fn apply(
        &self,
        scene: &mut Scene<'_>,
        target: &Target,
    ) -> impl Future<Output = Result<Self::Outcome>> + Send;
}

/// The user an action is about.
pub(super) async fn subject(on: &mut impl Conn, id: &UserId) -> Result<User> {
    let found = users::user_in(on, id).await?;
    found.ok_or_else(|| Error::not_found("user", id))
}

/// Who was let in, after the checks.
#[derive(Clone, Debug)]
pub(super) struct Actor {
    pub(super) kind: ActorKind,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) email: Option<String>,
    pub(super) role: OperatorRole,
}

/// The stage of one action: everything it may use.
pub struct Scene<'a> {
    pub(super) tx: Tx,
    pub(super) directory: &'a Directory,
    pub(super) now: Ts,
    pub(super) actor: Actor,
    pub(super) reason: Option<&'a Reason>,
    pub(super) codes: Option<IssuedSet>,
    pub(super) remains: Vec<String>,
}

impl Scene<'_> {
    /// The transaction with the layout's names, as the changes take it.
    pub fn edit(&mut self) -> Edit<'_> {
        Edit {
            tx: &mut self.tx,
            layout: self.directory.layout(),
            now: self.now,
        }
    }

    /// The transaction itself, for Wardroom's own tables.
    pub(super) fn tx(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// The id of who acts.
    pub fn actor_id(&self) -> &str {
        &self.actor.id
    }

    /// The directory acted on.
    pub fn directory(&self) -> &Directory {
        self.directory
    }

    /// The instant the action counts from.
    pub fn now(&self) -> Ts {
        self.now
    }

    /// The name of who acts.
    pub fn actor_name(&self) -> &str {
        &self.actor.name
    }

    /// The role of who acts.
    pub fn actor_role(&self) -> OperatorRole {
        self.actor.role
    }

    /// The codes it made before the transaction, once.
    pub(super) fn codes(&mut self) -> Result<IssuedSet> {
        let codes = self.codes.take();
        codes.ok_or_else(|| Error::not_found("recovery codes", "made beforehand"))
    }

    /// Whether a reason was given.
    pub fn has_reason(&self) -> bool {
        self.reason.is_some_and(|r| !r.text.trim().is_empty())
    }

    /// Adds a sentence about what is still possible afterwards.
    pub fn remains(&mut self, sentence: impl Into<String>) {
        self.remains.push(sentence.into());
    }

    /// Says until when access tokens issued before are believed.
    pub fn access_goes_on(&mut self) {
        self.remains.extend(self.directory.lingers(self.now));
    }

    /// The targeted user, read inside the transaction.
    pub async fn user(&mut self, target: &Target) -> Result<User> {
        let Target::User(id) = target else {
            return Err(Error::not_found("user", "as the target"));
        };
        users::user_in(&mut self.tx, id)
            .await?
            .ok_or_else(|| Error::not_found("user", id))
    }

    /// Queues a notice to the user, and to an address changed within 30 days; never with a secret in it.
    pub async fn tell(&mut self, user: &User, template: MailTemplate, params: Json) -> Result<()> {
        let directory = self.directory;
        notices::tell(&mut self.edit(), directory, user, template, params).await
    }

    /// Queues the mail of a link, which is made when it leaves.
    pub(super) async fn tell_link(&mut self, user: &User, params: Json) -> Result<()> {
        let directory = self.directory;
        notices::tell_link(&mut self.edit(), directory, user, params).await
    }
}

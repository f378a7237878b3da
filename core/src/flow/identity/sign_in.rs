//! Signing in with an identity: a known one, one that can be linked, or one that makes an account.

use serde_json::json;

use super::ProvenIdentity;
use crate::error::{Error, Result};
use crate::flow::proceed::Proved;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{EventKind, MailTemplate, NewUser, Refusal, UserId};
use crate::store::accounts::users::Credited;
use crate::store::accounts::{identities, users};

const VERB: &str = "sign in with an identity";

impl Accounts {
    /// Signs in with an identity.
    ///
    /// A known one signs in to its account. An unknown one whose address has an account is linked to it by itself only
    /// where both sides are proved: the provider says so of its address, and the account's owner proved theirs;
    /// otherwise it is refused with [`Refusal::LinkFirst`], and the timeline keeps which side was not. One whose
    /// address has no account makes one, proved only if the provider says so; [`Error::Invalid`] where it has no
    /// address. What follows is what follows every sign-in: a second factor is asked for all the same.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, ProvenIdentity, SignIn, Visit};
    /// # async fn example(accounts: Accounts, proven: ProvenIdentity, visit: Visit) -> wardroom_core::Result<()> {
    /// match accounts.sign_in_with_identity(&proven, &visit).await? {
    ///     SignIn::Done(signed_in) => { /* set its cookies */ }
    ///     other => { /* as after any sign-in */ }
    /// }
    /// # Ok(()) }
    /// ```
    pub async fn sign_in_with_identity(
        &self,
        proven: &ProvenIdentity,
        visit: &Visit,
    ) -> Result<SignIn> {
        proven.check()?;
        match self.try_identity(proven, visit).await {
            // Somebody was quicker with the same identity or address: now it is known.
            Err(Error::Conflict { .. }) => self.try_identity(proven, visit).await,
            answer => answer,
        }
    }

    async fn try_identity(&self, proven: &ProvenIdentity, visit: &Visit) -> Result<SignIn> {
        let mut turn = self.turn().await?;
        let (provider, subject) = proven.named();
        let known = identities::by_subject(&mut turn.tx, provider, subject).await?;
        let user = if let Some(identity) = known {
            turn.used(&identity.id, proven).await?;
            identity.user_id
        } else {
            let normalized = proven.normalized().ok_or_else(|| {
                Error::invalid("email", "the provider gave none; ask for one first")
            })?;
            match users::by_email(&mut turn.tx, &normalized).await? {
                // Nothing is linked to an account that is closed.
                Some(found) if !found.user.is_open(turn.now) => {
                    return turn.refuse(VERB, Refusal::WrongCredentials).await;
                }
                Some(found) => {
                    if let Some(why) = unproved(proven, &found) {
                        return turn.not_linked(proven, &found, why, visit).await;
                    }
                    turn.link_by_itself(proven, &found, visit).await?;
                    found.user.id
                }
                None => turn.newcomer(proven, normalized, visit).await?,
            }
        };
        let who = users::by_id(&mut turn.tx, &user).await?;
        let open = who.filter(|who| who.user.is_open(turn.now));
        let Some(who) = open else {
            return turn.refuse(VERB, Refusal::WrongCredentials).await;
        };
        turn.proceed(&who, Proved::first("identity"), visit).await
    }
}

/// Which side of a link is not proved.
fn unproved(proven: &ProvenIdentity, found: &Credited) -> Option<&'static str> {
    if !proven.email_verified {
        Some("the provider did not prove the address")
    } else if found.user.email_verified_at.is_none() {
        Some("the account's address is not proved")
    } else {
        None
    }
}

impl Turn<'_> {
    async fn not_linked<T>(
        mut self,
        proven: &ProvenIdentity,
        found: &Credited,
        why: &'static str,
        visit: &Visit,
    ) -> Result<T> {
        let detail = json!({ "why": why, "provider": proven.provider });
        let about = About::user(&found.user.id);
        self.event(EventKind::SignInFailed, about, visit, detail)
            .await?;
        self.refuse(VERB, Refusal::LinkFirst).await
    }

    async fn link_by_itself(
        &mut self,
        proven: &ProvenIdentity,
        found: &Credited,
        visit: &Visit,
    ) -> Result<()> {
        let user = &found.user;
        self.kept(&user.id, proven).await?;
        let detail = json!({ "provider": proven.provider, "how": "both proved" });
        let about = About::user(&user.id);
        self.event(EventKind::IdentityLinked, about, visit, detail)
            .await?;
        let told = json!({ "provider": proven.provider });
        self.tell(user, MailTemplate::IdentityLinked, told).await
    }

    /// Makes an account by the identity, proved only if the provider says so.
    async fn newcomer(
        &mut self,
        proven: &ProvenIdentity,
        normalized: String,
        visit: &Visit,
    ) -> Result<UserId> {
        let user = NewUser {
            id: UserId(self.fresh_id()),
            email: proven.email.clone().unwrap_or_default().trim().to_owned(),
            email_normalized: normalized,
            display_name: None,
            email_verified_at: proven.email_verified.then_some(self.now),
        };
        let changes = self.accounts.directory.layout().changes();
        changes.create_user(&mut self.edit(), &user).await?;
        self.kept(&user.id, proven).await?;
        let detail = json!({ "by": "identity", "provider": proven.provider });
        let about = About::user(&user.id);
        self.event(EventKind::Registered, about, visit, detail)
            .await?;
        Ok(user.id)
    }

    async fn kept(&mut self, user: &UserId, proven: &ProvenIdentity) -> Result<()> {
        let kept = self.keep(user, proven).await?;
        kept.map(drop).ok_or_else(|| Error::Conflict {
            what: "identity of provider",
            value: proven.provider.clone(),
        })
    }
}
